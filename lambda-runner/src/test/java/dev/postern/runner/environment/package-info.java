/** Tests of {@code dev.postern.runner.environment}. */
@NullMarked
package dev.postern.runner.environment;

import org.jspecify.annotations.NullMarked;
