package dev.postern.edge;

import dev.postern.execute.Loop;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The rest of a request that is answered already: read, and thrown away. A connection that is
 * closed with bytes unread is reset, and the client might never see its answer. Ends with the
 * request, or when nothing comes for a moment. Lives on its listener's event loop.
 */
final class Leftover {
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final Loop loop;
  private final Runnable whenOver;
  private @Nullable Runnable cancel;
  private boolean moved;
  private boolean over;

  private Leftover(Loop loop, Runnable whenOver) {
    this.loop = loop;
    this.whenOver = whenOver;
  }

  /**
   * Begins to read.
   *
   * @param whenOver told once, when there is nothing more to wait for
   */
  static Leftover read(HttpServerRequest request, Loop loop, Runnable whenOver) {
    Leftover rest = new Leftover(loop, whenOver);
    request.handler(_ -> rest.moved = true);
    request.exceptionHandler(_ -> rest.end());
    request.endHandler(_ -> rest.end());
    rest.watch();
    return rest;
  }

  private void watch() {
    cancel = loop.schedule(MOMENT, this::look);
  }

  private void look() {
    if (moved) {
      moved = false;
      watch();
    } else {
      end();
    }
  }

  /** Waits for no more. */
  void end() {
    if (over) {
      return;
    }
    over = true;
    if (cancel != null) {
      cancel.run();
    }
    whenOver.run();
  }
}
