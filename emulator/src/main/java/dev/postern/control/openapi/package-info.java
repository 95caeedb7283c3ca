/**
 * Import and export of REST APIs as OpenAPI and Swagger files. Reads and writes the file formats;
 * {@code control.rest.imports} validates and stores the definitions. No class of the package is
 * loaded before the first file.
 */
@NullMarked
package dev.postern.control.openapi;

import org.jspecify.annotations.NullMarked;
