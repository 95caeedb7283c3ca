/**
 * Keeps aggregates: whole immutable values under a key, swapped atomically. Knows nothing of what
 * they hold.
 */
@NullMarked
package dev.postern.store;

import org.jspecify.annotations.NullMarked;
