package dev.postern.deploy.rest;

import dev.postern.execute.rest.AuthorizerCache;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Authorizer;

/**
 * The caches of the authorizers of one published API. An authorizer has a cache on each stage,
 * which it keeps until it is published with other settings.
 *
 * <p>Filled by one thread while the API is published; safe from any thread afterwards.
 */
public final class AuthorizerCaches {
  private static final int DEFAULT_TTL_SECONDS = 300;

  private final LongSupplier nanoTime;
  private final Map<Key, AuthorizerCache> previous;
  private final Map<Key, AuthorizerCache> caches = new HashMap<>();

  private record Key(String stage, Authorizer authorizer) {}

  /**
   * Creates the caches of an API that is being published.
   *
   * @param published caches of the API as it was published before; null for a new API
   * @param nanoTime monotonic clock that results expire by
   */
  public AuthorizerCaches(@Nullable AuthorizerCaches published, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.previous = published == null ? Map.of() : Map.copyOf(published.caches);
  }

  /** Returns the cache of an authorizer on a stage, or null if its results are not cached. */
  @Nullable AuthorizerCache of(String stage, Authorizer authorizer) {
    Key key = new Key(stage, authorizer);
    AuthorizerCache known = caches.getOrDefault(key, previous.get(key));
    AuthorizerCache cache = known == null ? newCache(authorizer) : known;
    if (cache != null) {
      caches.put(key, cache);
    }
    return cache;
  }

  private @Nullable AuthorizerCache newCache(Authorizer authorizer) {
    Integer ttl = authorizer.authorizerResultTtlInSeconds();
    int seconds = ttl == null ? DEFAULT_TTL_SECONDS : ttl;
    return seconds == 0 ? null : new AuthorizerCache(Duration.ofSeconds(seconds), nanoTime);
  }

  /** Removes the results of all authorizers on a stage. */
  public void clear(String stage) {
    caches.forEach((key, cache) -> {
      if (key.stage().equals(stage)) {
        cache.clear();
      }
    });
  }
}
