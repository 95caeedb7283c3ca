/** PATCH operations of REST APIs. */
@NullMarked
package dev.postern.control.rest.patch;

import org.jspecify.annotations.NullMarked;
