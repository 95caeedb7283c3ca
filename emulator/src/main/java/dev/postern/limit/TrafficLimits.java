package dev.postern.limit;

import dev.postern.aws.Caller;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The limits of all accounts. Safe from any thread. */
public final class TrafficLimits {
  private final Map<Caller, AccountLimits> accounts = new ConcurrentHashMap<>();
  private final UsageCounters counters;
  private final LongSupplier nanoTime;
  private final @Nullable Throttle throttle;

  /**
   * Creates the limits of accounts without keys.
   *
   * @param nanoTime monotonic clock that buckets refill by
   * @param throttle limit of an account over all its APIs in a region; null for none
   */
  public TrafficLimits(UsageCounters counters, LongSupplier nanoTime, @Nullable Throttle throttle) {
    this.counters = counters;
    this.nanoTime = nanoTime;
    this.throttle = throttle;
  }

  public AccountLimits of(Caller owner) {
    return accounts.computeIfAbsent(
        owner, _ -> new AccountLimits(owner, counters, nanoTime, throttle));
  }

  /** Removes everything that was used. */
  public void clear() {
    accounts.clear();
    counters.clear();
  }
}
