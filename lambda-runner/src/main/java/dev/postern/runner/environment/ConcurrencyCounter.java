package dev.postern.runner.environment;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Counter of a function's concurrent invocations, all versions together.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html">
 *     Configuring reserved concurrency for a function</a>
 */
final class ConcurrencyCounter {
  private final AtomicInteger inFlight = new AtomicInteger();

  /**
   * Counts one more invocation and returns true, or returns false if the limit is reached.
   *
   * @param reserved maximum number of concurrent invocations; null for no limit
   */
  boolean tryAcquire(@Nullable Integer reserved) {
    if (inFlight.incrementAndGet() <= (reserved == null ? Integer.MAX_VALUE : reserved)) {
      return true;
    }
    inFlight.decrementAndGet();
    return false;
  }

  void release() {
    inFlight.decrementAndGet();
  }
}
