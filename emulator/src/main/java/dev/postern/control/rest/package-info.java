/**
 * The REST control plane ({@code apigateway}): one class per AWS resource, one method per
 * operation.
 */
@NullMarked
package dev.postern.control.rest;

import org.jspecify.annotations.NullMarked;
