/** Tests of {@code dev.postern.runner}. */
@NullMarked
package dev.postern.runner;

import org.jspecify.annotations.NullMarked;
