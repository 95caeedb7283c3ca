/**
 * One small class per phase of a request. A phase is configured at deployment and keeps no state of
 * a request.
 */
@NullMarked
package dev.postern.execute.phase;

import org.jspecify.annotations.NullMarked;
