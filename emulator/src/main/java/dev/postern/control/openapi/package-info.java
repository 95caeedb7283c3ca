/**
 * OpenAPI and Swagger files of REST APIs: read into what they define, and written from what is
 * deployed. Knows the forms of files, not the rules of API Gateway: {@code control.rest} holds what
 * a file defines against those and stores it. Nothing here is loaded before the first file.
 */
@NullMarked
package dev.postern.control.openapi;

import org.jspecify.annotations.NullMarked;
