package dev.postern.execute;

import java.time.Duration;
import java.util.concurrent.Executor;

/** The event loop of a request's connection. All phases of the request run on it. */
public interface Loop extends Executor {
  /** Runs the task on the loop: immediately if called on the loop. */
  @Override
  void execute(Runnable task);

  /**
   * Runs the task on the loop after all tasks enqueued before it, never immediately. The signals of
   * a stream may come from several threads in turn and must reach the loop in order.
   */
  void enqueue(Runnable task);

  /**
   * Runs the task on the loop after the delay.
   *
   * @return a task that cancels it
   */
  Runnable schedule(Duration delay, Runnable task);
}
