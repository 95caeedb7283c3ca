/** JSON Patch as the operations of REST APIs take it. */
@NullMarked
package dev.postern.control.rest.patch;

import org.jspecify.annotations.NullMarked;
