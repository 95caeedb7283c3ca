/**
 * Compiled mapping templates (VTL), parameter mappings and substitutions, with the values they
 * read, and the choices made by media types and status codes. Everything is parsed at deployment; a
 * request only evaluates. Knows neither plane.
 */
@NullMarked
package dev.postern.mapping;

import org.jspecify.annotations.NullMarked;
