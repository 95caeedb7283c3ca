/**
 * The bridge: compiles control-plane state to plans and publishes them. The only package, beside
 * {@code app}, that knows both sides.
 */
@NullMarked
package dev.postern.deploy;

import org.jspecify.annotations.NullMarked;
