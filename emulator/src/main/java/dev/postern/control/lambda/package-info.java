/** The Lambda control plane: functions, their policies, Invoke. Runs nothing itself. */
@NullMarked
package dev.postern.control.lambda;

import org.jspecify.annotations.NullMarked;
