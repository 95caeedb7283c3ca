/**
 * One small class per phase of a request. Phases are configured at deployment and hold no state of
 * a request.
 */
@NullMarked
package dev.postern.execute.phase;

import org.jspecify.annotations.NullMarked;
