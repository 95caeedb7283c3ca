package dev.postern.limit;

import dev.postern.aws.Caller;
import java.util.function.BiPredicate;

/**
 * The counters of all API keys. An implementation may keep them in memory, or share them between
 * several nodes. Safe from any thread.
 */
public interface UsageCounters {
  /** Returns the counter of a key under a plan; the same for the same arguments. */
  UsageCounter counter(Caller owner, String planId, String keyId);

  /** Returns the number of requests counted on a day, 0 for a key without a counter. */
  long used(Caller owner, String planId, String keyId, long day);

  /**
   * Removes counters of an account that no request can use any more.
   *
   * @param present whether a plan, by its id, has a key, by its id
   */
  void retain(Caller owner, BiPredicate<String, String> present);

  /** Removes all counters. */
  void clear();
}
