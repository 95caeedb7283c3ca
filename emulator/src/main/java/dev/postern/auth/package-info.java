/**
 * The caller and its permissions: Signature Version 4 and resource policies. Plain values that both
 * planes use; knows neither plane.
 */
@NullMarked
package dev.postern.auth;

import org.jspecify.annotations.NullMarked;
