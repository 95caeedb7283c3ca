/**
 * HTTP messages as plain values, for both planes. JDK only: sockets are the business of {@code
 * edge}.
 */
@NullMarked
package dev.postern.http;

import org.jspecify.annotations.NullMarked;
