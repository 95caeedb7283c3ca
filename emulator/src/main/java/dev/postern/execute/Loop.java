package dev.postern.execute;

import java.time.Duration;
import java.util.concurrent.Executor;

/** Where a request's walk goes on: the event loop of its connection. */
public interface Loop extends Executor {
  /** Runs the task on the loop: at once if this is the loop. */
  @Override
  void execute(Runnable task);

  /**
   * Runs the task on the loop after all tasks enqueued before it: never at once, even if this is
   * the loop. Signals of a stream may come from several threads one after the other, and must not
   * overtake each other on their way to the loop.
   */
  void enqueue(Runnable task);

  /**
   * Runs the task on the loop after a while.
   *
   * @return cancels it
   */
  Runnable schedule(Duration delay, Runnable task);
}
