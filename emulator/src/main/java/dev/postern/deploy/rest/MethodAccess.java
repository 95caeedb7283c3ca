package dev.postern.deploy.rest;

import dev.postern.execute.Phase;
import org.jspecify.annotations.Nullable;

/**
 * The phases that decide who may call a method; each is null if the method does not need it.
 *
 * @param limitMethodArn refuses an ARN that is too long to be authorized
 * @param authorize identifies and authorizes the caller
 * @param requireApiKey refuses requests without a valid API key
 */
record MethodAccess(
    @Nullable Phase limitMethodArn, @Nullable Phase authorize, @Nullable Phase requireApiKey) {
  /** Everybody may call the method. */
  static final MethodAccess OPEN = new MethodAccess(null, null, null);
}
