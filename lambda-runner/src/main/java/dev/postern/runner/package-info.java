/**
 * The API of this module: runs Lambda functions. Knows neither API Gateway nor the control plane.
 */
@NullMarked
package dev.postern.runner;

import org.jspecify.annotations.NullMarked;
