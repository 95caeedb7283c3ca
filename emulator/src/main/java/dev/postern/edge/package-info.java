/**
 * The sockets: HTTP listeners, the choice between control plane and APIs, and Postern's own
 * addresses. Converts between Vert.x requests and plain values; knows no operation and no phase.
 */
@NullMarked
package dev.postern.edge;

import org.jspecify.annotations.NullMarked;
