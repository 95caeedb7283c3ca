/**
 * Runs functions: execution environments from start to end, the pools that keep them warm, and
 * {@link dev.postern.runner.environment.PooledLambdaRunner}, which joins the other packages.
 */
@NullMarked
package dev.postern.runner.environment;

import org.jspecify.annotations.NullMarked;
