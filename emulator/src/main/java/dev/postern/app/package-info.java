/** Wires all parts: the only package that constructs services. Has no logic. */
@NullMarked
package dev.postern.app;

import org.jspecify.annotations.NullMarked;
