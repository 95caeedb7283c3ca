/**
 * What the control planes share: the way to the data plane as interfaces, PATCH operations, tags.
 * Knows no live type of the data plane.
 */
@NullMarked
package dev.postern.control;

import org.jspecify.annotations.NullMarked;
