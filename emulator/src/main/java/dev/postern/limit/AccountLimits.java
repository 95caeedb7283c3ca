package dev.postern.limit;

import dev.postern.aws.ApiId;
import dev.postern.aws.Caller;
import dev.postern.aws.StageName;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The limits of an account in a region, and what its API keys have used of them. */
public final class AccountLimits {
  /** Uses of removed keys are looked for when so many uses are kept, and at twice what is left. */
  private static final int MIN_SWEPT = 1_024;

  private final Caller owner;
  private final UsageCounters counters;
  private final LongSupplier nanoTime;
  private final @Nullable TokenBucket bucket;
  private final Map<ApiId, Map<StageName, StageLimits>> stages = new ConcurrentHashMap<>();
  private final Map<PlanKeyId, PlanKeyUse> uses = new ConcurrentHashMap<>();
  private final AtomicInteger sweepAt = new AtomicInteger(MIN_SWEPT);
  private volatile Published published = new Published(ApiKeyDirectory.EMPTY, 0);

  /** The keys and plans, and how often they have changed. */
  record Published(ApiKeyDirectory keys, long version) {}

  AccountLimits(
      Caller owner, UsageCounters counters, LongSupplier nanoTime, @Nullable Throttle throttle) {
    this.owner = owner;
    this.counters = counters;
    this.nanoTime = nanoTime;
    this.bucket = throttle == null ? null : new TokenBucket(throttle, nanoTime);
  }

  /** Replaces the keys and plans. The next request sees them. Calls must not overlap. */
  public void publish(ApiKeyDirectory keys) {
    published = new Published(keys, published.version() + 1);
  }

  Published published() {
    return published;
  }

  LongSupplier nanoTime() {
    return nanoTime;
  }

  @Nullable TokenBucket bucket() {
    return bucket;
  }

  /** Returns the limits of a stage; the same for the same arguments. */
  public StageLimits stage(ApiId api, StageName stage) {
    return stages
        .computeIfAbsent(api, _ -> new ConcurrentHashMap<>())
        .computeIfAbsent(stage, _ -> new StageLimits(this, api, stage));
  }

  /** Removes the limits of an API's other stages. */
  public void retain(ApiId api, Set<StageName> names) {
    stages.getOrDefault(api, Map.of()).keySet().retainAll(names);
  }

  /** Removes the limits of an API. */
  public void remove(ApiId api) {
    stages.remove(api);
  }

  PlanKeyUse use(String planId, String keyId) {
    PlanKeyUse use =
        uses.computeIfAbsent(
            new PlanKeyId(planId, keyId),
            _ -> new PlanKeyUse(counters.counter(owner, planId, keyId), nanoTime));
    int limit = sweepAt.get();
    if (uses.size() > limit && sweepAt.compareAndSet(limit, Integer.MAX_VALUE)) {
      sweep();
    }
    return use;
  }

  private void sweep() {
    ApiKeyDirectory keys = published.keys();
    uses.keySet().removeIf(id -> !keys.contains(id.planId(), id.keyId()));
    counters.retain(owner, keys::contains);
    sweepAt.set(Math.max(MIN_SWEPT, 2 * uses.size()));
  }
}
