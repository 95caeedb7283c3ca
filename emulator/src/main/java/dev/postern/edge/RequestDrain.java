package dev.postern.edge;

import dev.postern.execute.Loop;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads and discards the rest of a request that is already answered. The client might otherwise
 * never see its response, because a connection that is closed with unread bytes is reset. Ends with
 * the request, or when nothing has arrived for a second. Runs on its listener's event loop.
 */
final class RequestDrain {
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(1);

  private final Loop loop;
  private final Runnable onEnd;
  private @Nullable Runnable cancel;
  private boolean received;
  private boolean ended;

  private RequestDrain(Loop loop, Runnable onEnd) {
    this.loop = loop;
    this.onEnd = onEnd;
  }

  /**
   * Begins to read.
   *
   * @param onEnd called once, at the end
   */
  static RequestDrain read(HttpServerRequest request, Loop loop, Runnable onEnd) {
    RequestDrain drain = new RequestDrain(loop, onEnd);
    request.handler(_ -> drain.received = true);
    request.exceptionHandler(_ -> drain.end());
    request.endHandler(_ -> drain.end());
    drain.startTimer();
    return drain;
  }

  private void startTimer() {
    cancel = loop.schedule(IDLE_TIMEOUT, this::check);
  }

  private void check() {
    if (received) {
      received = false;
      startTimer();
    } else {
      end();
    }
  }

  /** Stops reading. */
  void end() {
    if (ended) {
      return;
    }
    ended = true;
    if (cancel != null) {
      cancel.run();
    }
    onEnd.run();
  }
}
