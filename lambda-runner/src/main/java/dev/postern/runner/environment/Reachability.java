package dev.postern.runner.environment;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether any sandbox has ever reached this process. If not, a firewall may block the connection.
 */
final class Reachability {
  private final AtomicBoolean reached = new AtomicBoolean();

  /** Records that a runtime has requested an invocation. */
  void markReached() {
    if (!reached.get()) {
      reached.set(true);
    }
  }

  boolean isReached() {
    return reached.get();
  }
}
