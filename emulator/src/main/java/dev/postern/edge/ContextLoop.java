package dev.postern.edge;

import dev.postern.execute.Loop;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;

/** The event loop of a listener. */
public record ContextLoop(Vertx vertx, Context context) implements Loop {
  /** An event loop for a walk that no connection started. */
  public static Loop of(Vertx vertx) {
    return new ContextLoop(vertx, vertx.getOrCreateContext());
  }

  @Override
  public void execute(Runnable task) {
    if (context.equals(Vertx.currentContext())) {
      task.run();
    } else {
      context.runOnContext(_ -> task.run());
    }
  }

  /** Called on the loop: the timer is the loop's own. */
  @Override
  public Runnable schedule(Duration delay, Runnable task) {
    long timer = vertx.setTimer(delay.toMillis(), _ -> task.run());
    return () -> vertx.cancelTimer(timer);
  }
}
