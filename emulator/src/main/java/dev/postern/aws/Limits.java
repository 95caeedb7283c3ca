package dev.postern.aws;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * AWS's limits that Postern keeps to: the quotas, which can be lifted, and the bounds of the
 * machinery, which cannot.
 *
 * @param quotas the most there may be; what is not in it has no bound
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
      defaults.put(quota, quota.most());
    }
    return defaults;
  }

  /** The same but for one quota. */
  public Limits with(Quota quota, long most) {
    Map<Quota, Long> changed = new EnumMap<>(Quota.class);
    changed.putAll(quotas);
    changed.put(quota, most);
    return new Limits(changed);
  }

  /** Empty when the quota is lifted. */
  public Optional<Long> most(Quota quota) {
    return Optional.ofNullable(quotas.get(quota));
  }

  /** Items of a list call without {@code limit}. */
  public int pageSizeDefault() {
    return 25;
  }

  /** The most items of one page. */
  public int pageSizeMost() {
    return 500;
  }

  /** The most bytes of a request to an API. */
  public int payloadBytes() {
    return 10_485_760;
  }

  /** The most characters of a regional API's URL; 8,192 of an edge-optimized or private one's. */
  public int urlCharacters() {
    return 10_240;
  }

  /** The most bytes of all header lines of a request to an API; 8,000 for a private one. */
  public int headerBytes() {
    return 10_240;
  }

  /** The most bytes of the ARN of a method that not everybody may call. */
  public int methodArnBytes() {
    return 1_600;
  }

  public Duration integrationTimeoutLeast() {
    return Duration.ofMillis(50);
  }

  public Duration integrationTimeoutMost() {
    return Duration.ofSeconds(29);
  }

  /**
   * The most an integration that streams its response may take.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html">
   *     Stream the integration response for your proxy integrations in API Gateway</a>
   */
  public Duration streamTimeoutMost() {
    return Duration.ofMinutes(15);
  }

  /** The most iterations of a mapping template's {@code #foreach}. */
  public int foreachIterations() {
    return 1_000;
  }

  /** The longest that responses stay in a cache. */
  public Duration cacheTtlMost() {
    return Duration.ofHours(1);
  }

  /** The days that GetUsage may be asked about in one call. */
  public int usageDays() {
    return 90;
  }
}
