package dev.postern.limit;

import org.jspecify.annotations.Nullable;

/**
 * The limits that one request to a method has to pass, in AWS's order: the plan's limit of the key,
 * the plan's limit of the key on the method, the plan's quota, the stage's limit of the method, and
 * the account's limit. A request that one of them refuses takes nothing from any.
 *
 * @param method such as {@code /pets/GET}
 * @param bucket of the stage's method settings; null for no limit
 * @param account of all APIs of the account in the region; null for no limit
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html">
 *     Throttle requests to your REST APIs for better throughput in API Gateway</a>
 */
public record MethodLimits(
    String method, @Nullable TokenBucket bucket, @Nullable TokenBucket account) {
  /** What refuses a request. */
  public sealed interface Refusal {
    /** The plan's limit of a key, or of a key on the method. */
    record KeyThrottled(KeyTerms.Plan plan, Throttle throttle) implements Refusal {}

    /** The plan's quota. */
    record QuotaExceeded(KeyTerms.Plan plan, KeyTerms.Quota quota) implements Refusal {}

    /** The stage's limit of the method, or the account's limit. */
    record MethodThrottled(Throttle throttle) implements Refusal {}
  }

  /**
   * Lets a request pass, and counts it, or refuses it.
   *
   * @param key the request's key if its plan covers the stage; null if nothing counts for a key
   * @param day days since 1970-01-01 in UTC
   * @return null if the request passes
   */
  public @Nullable Refusal take(@Nullable StageKey key, long day) {
    KeyTerms.Plan plan = key == null ? null : key.plan();
    if (key == null || plan == null) {
      return takeOfStage();
    }
    TokenBucket ofKey = key.bucket();
    if (ofKey != null && !ofKey.take()) {
      return new Refusal.KeyThrottled(plan, ofKey.throttle());
    }
    TokenBucket ofMethod = key.bucket(method);
    if (ofMethod != null && !ofMethod.take()) {
      giveBack(ofKey);
      return new Refusal.KeyThrottled(plan, ofMethod.throttle());
    }
    if (!key.count(day)) {
      giveBack(ofMethod);
      giveBack(ofKey);
      KeyTerms.Quota quota = key.quota();
      if (quota == null) {
        throw new IllegalStateException("a plan without a quota is used up: " + plan.id());
      }
      return new Refusal.QuotaExceeded(plan, quota);
    }
    Refusal refusal = takeOfStage();
    if (refusal != null) {
      key.uncount(day);
      giveBack(ofMethod);
      giveBack(ofKey);
    }
    return refusal;
  }

  private @Nullable Refusal takeOfStage() {
    if (bucket != null && !bucket.take()) {
      return new Refusal.MethodThrottled(bucket.throttle());
    }
    if (account != null && !account.take()) {
      giveBack(bucket);
      return new Refusal.MethodThrottled(account.throttle());
    }
    return null;
  }

  private static void giveBack(@Nullable TokenBucket taken) {
    if (taken != null) {
      taken.giveBack();
    }
  }
}
