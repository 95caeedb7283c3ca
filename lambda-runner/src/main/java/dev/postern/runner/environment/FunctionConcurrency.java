package dev.postern.runner.environment;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Counts a function's invocations that are under way, those of all versions together.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html">
 *     Configuring reserved concurrency for a function</a>
 */
final class FunctionConcurrency {
  private final AtomicInteger inFlight = new AtomicInteger();

  /**
   * Counts one invocation more, unless that is too many.
   *
   * @param reserved most at once, or null for no bound
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
