/**
 * Runs Lambda functions; all that the emulator sees of this module. Knows neither API Gateway nor
 * the control plane.
 */
@NullMarked
package dev.postern.runner;

import org.jspecify.annotations.NullMarked;
