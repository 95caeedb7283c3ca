/**
 * Sandboxes: what a function's runtime runs in, as a container or as a plain process. Knows neither
 * invocations nor the Runtime API, only the address at which a runtime asks for work.
 */
@NullMarked
package dev.postern.runner.container;

import org.jspecify.annotations.NullMarked;
