package dev.postern.deploy.rest;

import dev.postern.execute.Phase;
import org.jspecify.annotations.Nullable;

/**
 * The phases that decide who may call a method; each is null for a method that does without.
 *
 * @param limitMethodArn refuses what is too long to be authorized
 * @param authorize asks who calls, and whether they may
 * @param requireApiKey refuses requests without a valid API key
 */
record MethodAccess(
    @Nullable Phase limitMethodArn, @Nullable Phase authorize, @Nullable Phase requireApiKey) {
  /** Everybody may call. */
  static final MethodAccess OPEN = new MethodAccess(null, null, null);
}
