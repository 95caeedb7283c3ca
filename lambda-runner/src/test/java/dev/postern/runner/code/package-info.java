/** Tests of {@code dev.postern.runner.code}. */
@NullMarked
package dev.postern.runner.code;

import org.jspecify.annotations.NullMarked;
