package dev.postern.runner.environment;

import java.time.Duration;

/**
 * Decides how many sandboxes to start for invocations that wait.
 *
 * <p>Lambda gives each concurrent invocation a sandbox of its own. On one machine that would be
 * slow: 32 warm sandboxes of a quick function on two cores did 0.30 of the work of four. So a few
 * are started at once, and more only when the head of the queue has waited for longer than a quick
 * function would let it, longer still while the cores have no time for another sandbox anyway. A
 * function that waits for something else, and leaves the cores idle, soon gets all it needs.
 *
 * @param eagerStarts as many sandboxes are started without hesitation
 * @param maxConcurrentStarts most that begin to initialise at about the same time
 * @param maxWait how long the head of the queue may wait on idle cores
 * @param maxWaitWhenBusy the same on busy ones
 */
record Growth(
    int eagerStarts, int maxConcurrentStarts, Duration maxWait, Duration maxWaitWhenBusy) {
  private static final double BUSY = 0.9;

  /**
   * What a pool looks like.
   *
   * @param waiting invocations without a sandbox
   * @param starting sandboxes of which each will take one
   * @param justStarting those among them that began only lately, and keep the cores busy
   * @param settling sandboxes that have answered and will ask for the next in a moment
   * @param sandboxes all that live
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

  /** Answers how many to start when an invocation has just come. */
  int onArrival(Pool pool) {
    return Math.max(0, Math.min(pool.unserved(), eagerStarts - pool.sandboxes()));
  }

  /**
   * Answers how many to start when invocations still wait.
   *
   * @param waitedNanos of the head of the queue, counted from the last time a sandbox became ready,
   *     since that one had no chance before
   * @param cpuLoad of the machine, 0 to 1; below 0 if unknown
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
