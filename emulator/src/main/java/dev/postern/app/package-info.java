/** Wires everything: the only place where services are constructed. No logic. */
@NullMarked
package dev.postern.app;

import org.jspecify.annotations.NullMarked;
