/**
 * JSON for mapping templates: lenient reading to plain values, compact writing, JSONPath. Knows
 * neither templates nor the two planes.
 */
@NullMarked
package dev.postern.mapping.json;

import org.jspecify.annotations.NullMarked;
