/**
 * The REST control plane ({@code apigateway}). Its sub-packages have one class per AWS resource,
 * with one method per operation.
 */
@NullMarked
package dev.postern.control.rest;

import org.jspecify.annotations.NullMarked;
