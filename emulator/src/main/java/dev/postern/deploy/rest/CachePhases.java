package dev.postern.deploy.rest;

import dev.postern.execute.Phase;
import org.jspecify.annotations.Nullable;

/**
 * The phases of a method's response cache, bound to a stage; both are null if the stage does not
 * cache the method.
 *
 * @param read answers from the cache
 * @param store stores the response of the integration
 */
record CachePhases(@Nullable Phase read, @Nullable Phase store) {
  /** No cache. */
  static final CachePhases NONE = new CachePhases(null, null);
}
