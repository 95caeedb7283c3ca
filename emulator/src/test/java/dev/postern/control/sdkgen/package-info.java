/** Tests of SDK generation that need no server. */
@NullMarked
package dev.postern.control.sdkgen;

import org.jspecify.annotations.NullMarked;
