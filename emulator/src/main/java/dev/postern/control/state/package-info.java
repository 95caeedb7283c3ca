/**
 * The immutable aggregates of the control plane, made of SDK model classes as they came. Bridge to
 * {@code deploy}, which compiles them.
 */
@NullMarked
package dev.postern.control.state;

import org.jspecify.annotations.NullMarked;
