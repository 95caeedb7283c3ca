/**
 * The data plane: finds the plan of a request and runs its phases over compiled values. Knows
 * neither sockets nor the control plane nor any SDK class.
 */
@NullMarked
package dev.postern.execute;

import org.jspecify.annotations.NullMarked;
