package dev.postern.limit;

import dev.postern.aws.Caller;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

/** Counters in the memory of one node. */
public final class MemoryUsageCounters implements UsageCounters {
  private final Map<Caller, Map<PlanKeyId, Counter>> byOwner = new ConcurrentHashMap<>();

  @Override
  public UsageCounter counter(Caller owner, String planId, String keyId) {
    return byOwner
        .computeIfAbsent(owner, _ -> new ConcurrentHashMap<>())
        .computeIfAbsent(new PlanKeyId(planId, keyId), _ -> new Counter());
  }

  @Override
  public long used(Caller owner, String planId, String keyId, long day) {
    Counter counter = byOwner.getOrDefault(owner, Map.of()).get(new PlanKeyId(planId, keyId));
    return counter == null ? 0 : counter.used(day);
  }

  @Override
  public void retain(Caller owner, BiPredicate<String, String> present) {
    byOwner
        .getOrDefault(owner, Map.of())
        .keySet()
        .removeIf(id -> !present.test(id.planId(), id.keyId()));
  }

  @Override
  public void clear() {
    byOwner.clear();
  }

  /**
   * The days of one key, in ascending order. Days are kept as long as GetUsage may ask for them: 90
   * days and the month before them.
   */
  private static final class Counter implements UsageCounter {
    private static final int MAX_DAYS = 128;

    private long[] days = {};
    private long[] counts = {};

    @Override
    public synchronized boolean count(long day, long periodStart, long allowed) {
      if (allowed != Long.MAX_VALUE && usedFrom(periodStart, day) >= allowed) {
        return false;
      }
      int index = place(day);
      counts[index]++;
      return true;
    }

    @Override
    public synchronized void giveBack(long day) {
      int index = Arrays.binarySearch(days, day);
      if (index >= 0) {
        counts[index]--;
      }
    }

    @Override
    public synchronized long used(long day) {
      int index = Arrays.binarySearch(days, day);
      return index < 0 ? 0 : counts[index];
    }

    private long usedFrom(long first, long last) {
      long used = 0;
      for (int i = days.length - 1; i >= 0 && days[i] >= first; i--) {
        if (days[i] <= last) {
          used += counts[i];
        }
      }
      return used;
    }

    /** Returns the index of a day, which is added if it is new. */
    private int place(long day) {
      int last = days.length - 1;
      if (last >= 0 && days[last] == day) {
        return last;
      }
      int index = Arrays.binarySearch(days, day);
      if (index >= 0) {
        return index;
      }
      int at = -index - 1;
      days = with(days, at, day);
      counts = with(counts, at, 0);
      if (days.length > MAX_DAYS && at > 0) {
        days = Arrays.copyOfRange(days, 1, days.length);
        counts = Arrays.copyOfRange(counts, 1, counts.length);
        return at - 1;
      }
      return at;
    }

    private static long[] with(long[] all, int at, long added) {
      long[] more = Arrays.copyOf(all, all.length + 1);
      System.arraycopy(all, at, more, at + 1, all.length - at);
      more[at] = added;
      return more;
    }
  }
}
