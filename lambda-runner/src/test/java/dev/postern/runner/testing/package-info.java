/** Classes that tests of streams share. */
@NullMarked
package dev.postern.runner.testing;

import org.jspecify.annotations.NullMarked;
