/** Tests of {@code dev.postern.runner.runtimeapi}. */
@NullMarked
package dev.postern.runner.runtimeapi;

import org.jspecify.annotations.NullMarked;
