package dev.postern.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one API key has used of one plan over all stages: its buckets, which outlive changes of the
 * plan that leave their limits alone, and its counter.
 */
final class PlanKeyUse {
  private final UsageCounter counter;
  private final LongSupplier nanoTime;
  private @Nullable TokenBucket bucket;

  /** By API, stage and method; null until a method has a limit of its own. */
  private @Nullable Map<String, TokenBucket> methods;

  PlanKeyUse(UsageCounter counter, LongSupplier nanoTime) {
    this.counter = counter;
    this.nanoTime = nanoTime;
  }

  UsageCounter counter() {
    return counter;
  }

  /** Returns the bucket for a limit; a new one if the limit has changed. */
  synchronized @Nullable TokenBucket bucket(@Nullable Throttle throttle) {
    bucket = current(bucket, throttle, nanoTime);
    return bucket;
  }

  /**
   * Returns the buckets of a stage by method.
   *
   * @param stage name that is unique in the account
   */
  synchronized Map<String, TokenBucket> buckets(String stage, Map<String, Throttle> throttles) {
    if (throttles.isEmpty()) {
      return Map.of();
    }
    Map<String, TokenBucket> known = methods == null ? new ConcurrentHashMap<>() : methods;
    methods = known;
    Map<String, TokenBucket> found = new ConcurrentHashMap<>();
    throttles.forEach((method, throttle) -> {
      String key = stage + method;
      TokenBucket now = current(known.get(key), throttle, nanoTime);
      if (now != null) {
        known.put(key, now);
        found.put(method, now);
      }
    });
    return Map.copyOf(found);
  }

  /** Returns the known bucket if it has the limit, or else a new one; null for no limit. */
  static @Nullable TokenBucket current(
      @Nullable TokenBucket known, @Nullable Throttle throttle, LongSupplier nanoTime) {
    if (throttle == null) {
      return null;
    }
    return known != null && known.throttle().equals(throttle)
        ? known
        : new TokenBucket(throttle, nanoTime);
  }
}
