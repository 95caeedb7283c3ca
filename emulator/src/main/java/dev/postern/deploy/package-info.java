/**
 * The bridge between the planes: compiles control-plane state to plans and publishes them. Only
 * this package and {@code app} know both planes.
 */
@NullMarked
package dev.postern.deploy;

import org.jspecify.annotations.NullMarked;
