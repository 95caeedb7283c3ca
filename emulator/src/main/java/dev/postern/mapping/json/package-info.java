/**
 * JSON as mapping templates see it: lenient reading to plain values, compact writing, JSONPath.
 * Knows neither templates nor planes.
 */
@NullMarked
package dev.postern.mapping.json;

import org.jspecify.annotations.NullMarked;
