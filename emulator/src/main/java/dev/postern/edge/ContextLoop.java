package dev.postern.edge;

import dev.postern.execute.Loop;
import dev.postern.report.Occupancy;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;

/** The event loop of a listener. */
public record ContextLoop(Vertx vertx, Context context, Occupancy occupancy) implements Loop {
  /** Returns an event loop for a request that did not come from a connection. */
  public static Loop of(Vertx vertx, Occupancy occupancy) {
    return new ContextLoop(vertx, vertx.getOrCreateContext(), occupancy);
  }

  @Override
  public void execute(Runnable task) {
    if (context.equals(Vertx.currentContext())) {
      task.run();
    } else {
      enqueue(task);
    }
  }

  @Override
  public void enqueue(Runnable task) {
    context.runOnContext(_ -> task.run());
  }

  /** Schedules a timer of this loop; must be called on the loop. */
  @Override
  public Runnable schedule(Duration delay, Runnable task) {
    occupancy.enter(Occupancy.Kind.DEADLINES);
    long timer =
        vertx.setTimer(
            delay.toMillis(),
            _ -> {
              occupancy.leave(Occupancy.Kind.DEADLINES);
              task.run();
            });
    return () -> {
      if (vertx.cancelTimer(timer)) {
        occupancy.leave(Occupancy.Kind.DEADLINES);
      }
    };
  }
}
