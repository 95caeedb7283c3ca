/**
 * Cached responses of methods. Must not know requests, phases or the control plane. A lookup waits
 * for no lock.
 */
@NullMarked
package dev.postern.execute.cache;

import org.jspecify.annotations.NullMarked;
