package dev.postern.runner.environment;

import java.util.concurrent.atomic.AtomicBoolean;

/** Remembers whether any sandbox has ever reached us: if not, the way may be closed. */
final class Reachability {
  private final AtomicBoolean proven = new AtomicBoolean();

  /** A runtime has asked for work. */
  void prove() {
    if (!proven.get()) {
      proven.set(true);
    }
  }

  boolean isProven() {
    return proven.get();
  }
}
