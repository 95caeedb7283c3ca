package dev.postern.deploy.rest;

import dev.postern.aws.Unverified;
import dev.postern.execute.cache.ResponseCache;
import dev.postern.execute.rest.CacheControl.Unauthorized;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.MethodSetting;
import software.amazon.awssdk.services.apigateway.model.UnauthorizedCacheControlHeaderStrategy;

/**
 * The response cache of a stage by its method settings.
 *
 * @param settings as the stage has them, by method
 */
public record StageCaching(ResponseCache cache, Map<String, MethodSetting> settings) {
  private static final int DEFAULT_TTL_SECONDS = 300;

  /** The settings for all methods enable the cache for this verb only. */
  private static final String DEFAULT_VERB = "GET";

  public StageCaching {
    settings = Map.copyOf(settings);
  }

  /**
   * The cache settings of a method.
   *
   * @param authorized whether a client needs a permission to invalidate entries
   * @param unauthorized how a request of a client without the permission is answered
   */
  record OfMethod(
      ResponseCache cache, Duration ttl, boolean authorized, Unauthorized unauthorized) {}

  /** Returns the settings of a method, or null if its responses are not cached. */
  @Unverified("That the settings for all methods do not cache GET requests to ANY is assumed.")
  @Nullable OfMethod of(String path, String verb) {
    MethodSetting own = settings.get(MethodSettingKey.of(path, verb));
    MethodSetting found =
        own == null && verb.equals(DEFAULT_VERB) ? settings.get(MethodSettingKey.ALL) : own;
    if (found == null || !Boolean.TRUE.equals(found.cachingEnabled())) {
      return null;
    }
    Integer ttl = found.cacheTtlInSeconds();
    int seconds = ttl == null ? DEFAULT_TTL_SECONDS : ttl;
    return seconds <= 0
        ? null
        : new OfMethod(
            cache,
            Duration.ofSeconds(seconds),
            !Boolean.FALSE.equals(found.requireAuthorizationForCacheControl()),
            unauthorized(found.unauthorizedCacheControlHeaderStrategy()));
  }

  private static Unauthorized unauthorized(
      @Nullable UnauthorizedCacheControlHeaderStrategy strategy) {
    return switch (strategy) {
      case FAIL_WITH_403 -> Unauthorized.FAIL;
      case SUCCEED_WITHOUT_RESPONSE_HEADER -> Unauthorized.IGNORE;
      case null, default -> Unauthorized.WARN;
    };
  }
}
