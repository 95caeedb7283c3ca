/**
 * AWS's protocol: routes a control-plane call to its operation, decodes it, checks modelled
 * constraints, and encodes responses and errors. Knows the tables of {@code sdk}, but not the
 * meaning of operations.
 */
@NullMarked
package dev.postern.wire;

import org.jspecify.annotations.NullMarked;
