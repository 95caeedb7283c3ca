package dev.postern.runner.environment;

import java.util.concurrent.atomic.AtomicBoolean;

/** Remembers whether any sandbox has ever reached us: if not, the way may be closed. */
final class Reachability {
  private final AtomicBoolean reached = new AtomicBoolean();

  /** A runtime has asked for work. */
  void markReached() {
    if (!reached.get()) {
      reached.set(true);
    }
  }

  boolean isReached() {
    return reached.get();
  }
}
