package dev.postern.aws;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * AWS's limits that Postern enforces: the quotas, which can be lifted, and fixed bounds.
 *
 * @param quotas maximum per quota; a quota that is absent has no bound
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html">
 *     Quotas for configuring and running a REST API in API Gateway</a>
 */
public record Limits(Map<Quota, Long> quotas) {
  public static final Limits AWS = new Limits(defaults());

  /** No quotas: for load tests, and for accounts whose quotas AWS has raised. */
  public static final Limits RELAXED = new Limits(Map.of());

  public Limits {
    quotas = Map.copyOf(quotas);
  }

  private static Map<Quota, Long> defaults() {
    Map<Quota, Long> defaults = new EnumMap<>(Quota.class);
    for (Quota quota : Quota.values()) {
      defaults.put(quota, quota.max());
    }
    return defaults;
  }

  /** Returns these limits with another maximum for one quota. */
  public Limits with(Quota quota, long max) {
    Map<Quota, Long> changed = new EnumMap<>(Quota.class);
    changed.putAll(quotas);
    changed.put(quota, max);
    return new Limits(changed);
  }

  /** Returns the maximum of a quota, or empty if the quota is lifted. */
  public Optional<Long> max(Quota quota) {
    return Optional.ofNullable(quotas.get(quota));
  }

  /** Returns the number of items of a list call without {@code limit}. */
  public int defaultPageSize() {
    return 25;
  }

  /** Returns the maximum number of items on a page. */
  public int maxPageSize() {
    return 500;
  }

  /** Returns the maximum number of bytes in the body of a request to an API. */
  public int payloadBytes() {
    return 10_485_760;
  }

  /**
   * Returns the maximum number of characters in the URL of a regional API; it is 8,192 for
   * edge-optimized and private APIs.
   */
  public int urlCharacters() {
    return 10_240;
  }

  /**
   * Returns the maximum number of bytes of all header lines of a request to an API; it is 8,000 for
   * private APIs.
   */
  public int headerBytes() {
    return 10_240;
  }

  /** Returns the maximum number of bytes in the ARN of a method with authorization. */
  public int methodArnBytes() {
    return 1_600;
  }

  public Duration minIntegrationTimeout() {
    return Duration.ofMillis(50);
  }

  public Duration maxIntegrationTimeout() {
    return Duration.ofSeconds(29);
  }

  /**
   * Returns the maximum timeout of an integration that streams its response.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html">
   *     Stream the integration response for your proxy integrations in API Gateway</a>
   */
  public Duration maxStreamTimeout() {
    return Duration.ofMinutes(15);
  }

  /** Returns the maximum number of iterations of a mapping template's {@code #foreach}. */
  public int foreachIterations() {
    return 1_000;
  }

  /** Returns the maximum time that a response stays in the cache. */
  public Duration maxCacheTtl() {
    return Duration.ofHours(1);
  }

  /** Returns the maximum number of days that one call of GetUsage covers. */
  public int usageDays() {
    return 90;
  }
}
