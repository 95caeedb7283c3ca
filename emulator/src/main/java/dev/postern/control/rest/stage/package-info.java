/** Stages and deployments of REST APIs. */
@NullMarked
package dev.postern.control.rest.stage;

import org.jspecify.annotations.NullMarked;
