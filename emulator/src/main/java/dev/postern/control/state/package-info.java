/**
 * The immutable aggregates of the control plane, built of unchanged SDK model classes. {@code
 * deploy} compiles them for the data plane.
 */
@NullMarked
package dev.postern.control.state;

import org.jspecify.annotations.NullMarked;
