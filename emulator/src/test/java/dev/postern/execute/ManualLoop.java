package dev.postern.execute;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A loop under manual control: tasks run immediately on the calling thread, deadlines when the test
 * fires them.
 */
public final class ManualLoop implements Loop {
  private final List<Deadline> deadlines = new ArrayList<>();

  private record Deadline(Duration delay, Runnable task) {}

  @Override
  public void execute(Runnable task) {
    task.run();
  }

  @Override
  public void enqueue(Runnable task) {
    task.run();
  }

  @Override
  public Runnable schedule(Duration delay, Runnable task) {
    Deadline deadline = new Deadline(delay, task);
    deadlines.add(deadline);
    return () -> deadlines.remove(deadline);
  }

  /** Returns the delays of the deadlines that have neither fired nor been cancelled. */
  public List<Duration> pending() {
    return deadlines.stream().map(Deadline::delay).toList();
  }

  /** Fires all pending deadlines. */
  public void timeOut() {
    List<Deadline> due = List.copyOf(deadlines);
    deadlines.clear();
    due.forEach(deadline -> deadline.task().run());
  }
}
