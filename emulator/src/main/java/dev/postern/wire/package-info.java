/**
 * AWS's protocol: routes a control-plane call to its operation, decodes, checks modelled
 * constraints, encodes answers and errors. Knows the tables of {@code sdk}, no operation's meaning.
 */
@NullMarked
package dev.postern.wire;

import org.jspecify.annotations.NullMarked;
