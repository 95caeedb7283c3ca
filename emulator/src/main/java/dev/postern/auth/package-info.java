/**
 * Who may do what: policies as values that both planes evaluate. Knows neither where a policy is
 * kept nor what is refused when it does not allow.
 */
@NullMarked
package dev.postern.auth;

import org.jspecify.annotations.NullMarked;
