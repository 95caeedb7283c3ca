/**
 * Sandboxes: the containers or processes in which a function's runtime runs. Knows neither
 * invocations nor the Runtime API, except for its address.
 */
@NullMarked
package dev.postern.runner.container;

import org.jspecify.annotations.NullMarked;
