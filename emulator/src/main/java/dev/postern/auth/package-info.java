/**
 * Who calls and what they may do: Signature Version 4 headers, resource policies. Plain values that
 * both planes use; knows neither of them.
 */
@NullMarked
package dev.postern.auth;

import org.jspecify.annotations.NullMarked;
