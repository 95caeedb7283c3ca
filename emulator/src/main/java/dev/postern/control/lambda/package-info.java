/** The Lambda control plane: functions, their policies, Invoke. Does not run functions itself. */
@NullMarked
package dev.postern.control.lambda;

import org.jspecify.annotations.NullMarked;
