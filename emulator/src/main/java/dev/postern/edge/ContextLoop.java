package dev.postern.edge;

import dev.postern.execute.Loop;
import dev.postern.report.Occupancy;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;

/** The event loop of a listener. */
public record ContextLoop(Vertx vertx, Context context, Occupancy occupancy) implements Loop {
  /** An event loop for a walk that no connection started. */
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

  /** Called on the loop: the timer is the loop's own. */
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
