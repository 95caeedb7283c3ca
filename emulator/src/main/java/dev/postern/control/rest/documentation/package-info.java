/** Documentation parts and versions. */
@NullMarked
package dev.postern.control.rest.documentation;

import org.jspecify.annotations.NullMarked;
