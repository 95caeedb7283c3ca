/**
 * Execution environments, the pools that keep them warm, and {@link
 * dev.postern.runner.environment.PooledLambdaRunner}, which connects the other packages.
 */
@NullMarked
package dev.postern.runner.environment;

import org.jspecify.annotations.NullMarked;
