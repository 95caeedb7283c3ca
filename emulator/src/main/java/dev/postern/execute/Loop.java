package dev.postern.execute;

import java.time.Duration;
import java.util.concurrent.Executor;

/** Where a request's walk goes on: the event loop of its connection. */
public interface Loop extends Executor {
  /** Runs the task on the loop: at once if this is the loop. */
  @Override
  void execute(Runnable task);

  /**
   * Runs the task on the loop after a while.
   *
   * @return cancels it
   */
  Runnable schedule(Duration delay, Runnable task);
}
