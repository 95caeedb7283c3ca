package dev.postern.edge;

import dev.postern.execute.Loop;
import dev.postern.http.BodyStream;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Writes a body to a client part by part, no faster than the client reads. If the body breaks off,
 * takes too long or does not have its announced length, the connection is reset, so that the client
 * sees that the body is incomplete. A client that goes away cancels the body.
 *
 * <p>Runs on the client's event loop. Signals may come from several threads, including this loop;
 * each is enqueued, so that none overtakes another.
 */
final class StreamWriter implements Flow.Subscriber<byte[]> {
  private static final System.Logger LOG = System.getLogger("postern.edge");

  // In AWS's spelling
  private static final CharSequence TRANSFER_ENCODING =
      HttpHeaders.createOptimized("Transfer-Encoding");

  /** Number of parts that are requested before the first one is written. */
  private static final int INITIAL_DEMAND = 8;

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final BodyStream body;
  private final Loop loop;
  private final InstantSource clock;
  private final long length;
  private final boolean endsWithConnection;
  private Flow.@Nullable Subscription source;
  private @Nullable Runnable cancelDeadline;
  private @Nullable Runnable cancelIdle;
  private Runnable onEnd = () -> {};
  private Future<Void> lastWrite = Future.succeededFuture();
  private long written;
  private long unrequested;
  private long lastProgressMillis;
  private boolean over;

  /**
   * Prepares to write to a response whose head is set but not written yet.
   *
   * @param length of the whole body; -1 if unknown
   */
  StreamWriter(
      HttpServerRequest request, BodyStream body, long length, Loop loop, InstantSource clock) {
    this.request = request;
    this.response = request.response();
    this.body = body;
    this.length = length;
    this.endsWithConnection = length < 0 && request.version() == HttpVersion.HTTP_1_0;
    this.loop = loop;
    this.clock = clock;
  }

  /**
   * Writes head and body; must be called on the loop.
   *
   * @param onEnd called when nothing more will be written, for whatever reason
   */
  void start(Runnable onEnd) {
    this.onEnd = onEnd;
    response.closeHandler(_ -> cancel());
    response.exceptionHandler(_ -> cancel());
    lastProgressMillis = clock.millis();
    writeHead();
    startTimeout(body.timeout());
    startIdleTimeout(body.idleTimeout());
    body.parts().subscribe(this);
  }

  /**
   * Writes the head. For HTTP/1.0 it is written with the first part, since Vert.x would announce
   * chunks.
   */
  private void writeHead() {
    if (endsWithConnection) {
      ConnectionHeader.close(request);
      return;
    }
    if (length < 0 && request.version() == HttpVersion.HTTP_1_1) {
      response.headers().set(TRANSFER_ENCODING, HttpHeaders.CHUNKED);
    }
    lastWrite = response.writeHead();
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    loop.enqueue(() -> {
      source = subscription;
      if (over) {
        subscription.cancel();
      } else {
        subscription.request(INITIAL_DEMAND);
      }
    });
  }

  @Override
  public void onNext(byte[] part) {
    loop.enqueue(() -> write(part));
  }

  @Override
  public void onError(Throwable reason) {
    // The client gets all parts that came before the failure.
    loop.enqueue(() -> lastWrite.onComplete(_ -> cut("the body broke off", reason)));
  }

  @Override
  public void onComplete() {
    loop.enqueue(this::end);
  }

  private void write(byte[] part) {
    if (over) {
      return;
    }
    written += part.length;
    if (length >= 0 && written > length) {
      cut("the body is longer than its Content-Length", null);
      return;
    }
    lastProgressMillis = clock.millis();
    lastWrite = response.write(Buffer.buffer(part));
    unrequested++;
    if (!response.writeQueueFull()) {
      requestMore();
    } else if (unrequested == 1) {
      response.drainHandler(_ -> requestMore());
    }
  }

  /** Requests as many parts as have been written since the last request. */
  private void requestMore() {
    if (!over && source != null && unrequested > 0) {
      long more = unrequested;
      unrequested = 0;
      lastProgressMillis = clock.millis();
      source.request(more);
    }
  }

  private void end() {
    if (over) {
      return;
    }
    if (length >= 0 && written < length) {
      lastWrite.onComplete(_ -> cut("the body is shorter than its Content-Length", null));
      return;
    }
    settle();
    var _ =
        response
            .end()
            .onComplete(_ -> {
              if (endsWithConnection) {
                var _ = request.connection().close();
              }
            });
  }

  /** Ends and cancels the body. */
  private void cancel() {
    if (!over) {
      settle();
      if (source != null) {
        source.cancel();
      }
    }
  }

  private void cut(String reason, @Nullable Throwable cause) {
    if (over) {
      return;
    }
    LOG.log(
        Level.DEBUG,
        "event=stream-cut path=" + request.path() + " reason=\"" + reason + '"',
        cause);
    cancel();
    var _ = response.reset();
  }

  private void settle() {
    over = true;
    onEnd.run();
    if (cancelDeadline != null) {
      cancelDeadline.run();
    }
    if (cancelIdle != null) {
      cancelIdle.run();
    }
  }

  private void startTimeout(@Nullable Duration timeout) {
    if (timeout != null) {
      cancelDeadline =
          loop.schedule(atLeastOneMilli(timeout), () -> cut("the body takes too long", null));
    }
  }

  /**
   * Starts the idle timeout. The timer is not reset by each part; when it fires, it checks the time
   * since the last progress.
   */
  private void startIdleTimeout(@Nullable Duration idleTimeout) {
    if (idleTimeout == null) {
      return;
    }
    long left = lastProgressMillis + idleTimeout.toMillis() - clock.millis();
    if (left <= 0) {
      cut("no part was sent within the idle timeout", null);
      return;
    }
    cancelIdle = loop.schedule(Duration.ofMillis(left), () -> startIdleTimeout(idleTimeout));
  }

  private static Duration atLeastOneMilli(Duration time) {
    return time.toMillis() < 1 ? Duration.ofMillis(1) : time;
  }
}
