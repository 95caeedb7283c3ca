/** Tests of {@code dev.postern.runner.container}. */
@NullMarked
package dev.postern.runner.container;

import org.jspecify.annotations.NullMarked;
