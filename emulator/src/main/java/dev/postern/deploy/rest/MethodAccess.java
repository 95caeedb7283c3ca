package dev.postern.deploy.rest;

import dev.postern.execute.Phase;
import org.jspecify.annotations.Nullable;

/**
 * The phases that decide who may call a method; each is null if the method does not need it.
 *
 * @param limitMethodArn refuses an ARN that is too long to be authorized
 * @param checkResourcePolicy evaluates the API's resource policy before the caller is known
 * @param authenticate identifies the caller
 * @param authorize decides whether the identified caller may call the method
 */
record MethodAccess(
    @Nullable Phase limitMethodArn,
    @Nullable Phase checkResourcePolicy,
    @Nullable Phase authenticate,
    @Nullable Phase authorize) {
  /** Everybody may call the method. */
  static final MethodAccess OPEN = new MethodAccess(null, null, null, null);
}
