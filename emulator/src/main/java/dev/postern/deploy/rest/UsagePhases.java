package dev.postern.deploy.rest;

import dev.postern.execute.Phase;
import org.jspecify.annotations.Nullable;

/**
 * The phases of a method's API keys and limits, bound to a stage; each is null if the method does
 * not need it.
 *
 * @param identifyApiKey reads the API key before an authorizer is asked
 * @param limit checks the API key and limits the rate and number of requests
 */
record UsagePhases(@Nullable Phase identifyApiKey, @Nullable Phase limit) {
  /** No API keys and no limits. */
  static final UsagePhases NONE = new UsagePhases(null, null);
}
