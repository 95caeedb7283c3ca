/**
 * Measures Postern against plain Vert.x in one run, and prints. Run by {@code scripts/bench}, never
 * as a test: what a machine can do is no property of the code.
 */
@NullMarked
package dev.postern.bench;

import org.jspecify.annotations.NullMarked;
