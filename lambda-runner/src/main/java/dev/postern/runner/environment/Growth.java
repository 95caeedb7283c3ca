package dev.postern.runner.environment;

import java.time.Duration;

/**
 * Decides how many sandboxes to start for queued invocations.
 *
 * <p>Lambda gives each concurrent invocation its own sandbox. On one machine that is slow: 32 warm
 * sandboxes of a quick function on two cores had 0.30 of the throughput of four. So a few sandboxes
 * start immediately. More start only when the head of the queue has waited longer than a quick
 * function takes, and later if the cores are busy. A function that waits for something else leaves
 * the cores idle and gets the sandboxes it needs soon.
 *
 * @param eagerStarts number of sandboxes that are started without a wait
 * @param maxConcurrentStarts maximum number that start to initialise at about the same time
 * @param maxWait maximum wait of the head of the queue while the cores are idle
 * @param maxWaitWhenBusy maximum wait of the head of the queue while the cores are busy
 */
record Growth(
    int eagerStarts, int maxConcurrentStarts, Duration maxWait, Duration maxWaitWhenBusy) {
  private static final double BUSY = 0.9;

  /**
   * Counts of one pool.
   *
   * @param waiting queued invocations
   * @param starting sandboxes that will each take an invocation
   * @param justStarting starting sandboxes that started recently and use the cores
   * @param settling sandboxes that have responded and are about to request the next invocation
   * @param sandboxes all live sandboxes
   */
  record Pool(int waiting, int starting, int justStarting, int settling, int sandboxes) {
    int unserved() {
      return waiting - starting - settling;
    }
  }

  static Growth onCores(int cores) {
    int few = Math.max(2, cores * 2);
    return new Growth(few, few, Duration.ofMillis(25), Duration.ofMillis(250));
  }

  /** Returns how many sandboxes to start when an invocation arrives. */
  int onArrival(Pool pool) {
    return Math.max(0, Math.min(pool.unserved(), eagerStarts - pool.sandboxes()));
  }

  /**
   * Returns how many sandboxes to start when invocations still wait.
   *
   * @param waitedNanos wait of the head of the queue, at most the time since a sandbox last became
   *     ready, because the head could not run earlier
   * @param cpuLoad load of the machine, 0 to 1; negative if unknown
   */
  int onWait(Pool pool, long waitedNanos, double cpuLoad) {
    int starts = Math.min(pool.unserved(), maxConcurrentStarts - pool.justStarting());
    if (starts <= 0 || waitedNanos < maxWait.toNanos()) {
      return 0;
    }
    if (waitedNanos < maxWaitWhenBusy.toNanos() && cpuLoad > BUSY) {
      return 0;
    }
    return starts;
  }
}
