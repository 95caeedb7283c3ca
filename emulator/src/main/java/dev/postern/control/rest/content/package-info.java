/**
 * The content of a REST API that a deployment snapshots: resources, methods, integrations, models,
 * authorizers, validators, gateway responses.
 */
@NullMarked
package dev.postern.control.rest.content;

import org.jspecify.annotations.NullMarked;
