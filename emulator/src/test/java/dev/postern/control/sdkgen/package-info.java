/** Unit tests of SDK generation. */
@NullMarked
package dev.postern.control.sdkgen;

import org.jspecify.annotations.NullMarked;
