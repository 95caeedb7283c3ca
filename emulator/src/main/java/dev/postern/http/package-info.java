/**
 * HTTP messages as plain values, for the control plane and the data plane. Uses the JDK only;
 * sockets belong to {@code edge}.
 */
@NullMarked
package dev.postern.http;

import org.jspecify.annotations.NullMarked;
