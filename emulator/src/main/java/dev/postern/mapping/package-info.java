/**
 * Compiled mapping templates (VTL), parameter mappings and substitutions, their input values, and
 * choices by media type and status code. Everything is parsed at deployment; a request only
 * evaluates. Knows neither the control plane nor the data plane.
 */
@NullMarked
package dev.postern.mapping;

import org.jspecify.annotations.NullMarked;
