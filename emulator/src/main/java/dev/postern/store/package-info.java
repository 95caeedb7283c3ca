/**
 * Storage of aggregates: whole immutable values under a key, replaced atomically. Knows nothing of
 * their content.
 */
@NullMarked
package dev.postern.store;

import org.jspecify.annotations.NullMarked;
