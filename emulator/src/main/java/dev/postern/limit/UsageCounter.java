package dev.postern.limit;

/**
 * A count of the requests that one API key has made under one usage plan, by day. A day is a number
 * of days since 1970-01-01 in UTC. Safe from any thread.
 */
public interface UsageCounter {
  /**
   * Counts a request on a day, unless the period has used up its quota.
   *
   * @param periodStart first day of the period that the day belongs to
   * @param allowed number of requests allowed in the period
   * @return whether the request was counted
   */
  boolean count(long day, long periodStart, long allowed);

  /** Takes back a request that was counted on a day. */
  void giveBack(long day);

  /** Returns the number of requests counted on a day. */
  long used(long day);
}
