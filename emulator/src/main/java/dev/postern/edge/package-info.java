/**
 * The sockets: HTTP listeners, the door that tells the control plane from an API, Postern's own
 * addresses. Turns Vert.x requests into plain values and back; knows no operation and no phase.
 */
@NullMarked
package dev.postern.edge;

import org.jspecify.annotations.NullMarked;
