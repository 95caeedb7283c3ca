package dev.postern.execute.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.postern.execute.Authorization;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The cached results of one authorizer on one stage, by the values of its identity sources. A
 * result contains a policy, which is evaluated again for each request. Safe from any thread.
 */
public final class AuthorizerCache {
  /** The number of callers whose results are kept; AWS names no maximum. */
  private static final long MAX_RESULTS = 10_000;

  private final Cache<List<String>, Authorization> results;

  /**
   * Creates an empty cache.
   *
   * @param ttl how long a result is used after the authorizer returned it
   * @param nanoTime monotonic clock, in nanoseconds
   */
  public AuthorizerCache(Duration ttl, LongSupplier nanoTime) {
    this.results =
        Caffeine.newBuilder()
            .maximumSize(MAX_RESULTS)
            .expireAfterWrite(ttl)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  @Nullable Authorization get(List<String> identity) {
    return results.getIfPresent(identity);
  }

  void put(List<String> identity, Authorization result) {
    results.put(identity, result);
  }

  /** Removes all results. */
  public void clear() {
    results.invalidateAll();
  }
}
