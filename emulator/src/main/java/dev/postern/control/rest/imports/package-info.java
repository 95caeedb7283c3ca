/** Operations on whole APIs: OpenAPI import and export, SDK generation. */
@NullMarked
package dev.postern.control.rest.imports;

import org.jspecify.annotations.NullMarked;
