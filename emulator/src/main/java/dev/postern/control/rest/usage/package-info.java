/** API keys, usage plans and usage. */
@NullMarked
package dev.postern.control.rest.usage;

import org.jspecify.annotations.NullMarked;
