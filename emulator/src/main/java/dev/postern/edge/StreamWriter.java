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
 * Writes a body to a client as it comes, no faster than the client reads. A body that breaks off,
 * takes too long or is not as long as it was said to be ends with the connection: the client has to
 * see that it is not whole. A client that goes away cancels the body.
 *
 * <p>Lives on the client's event loop, wherever signals come from. They may come from several
 * threads, this loop among them: each is enqueued, so that none overtakes another.
 */
final class StreamWriter implements Flow.Subscriber<byte[]> {
  private static final System.Logger LOG = System.getLogger("postern.edge");

  // In AWS's spelling, made once.
  private static final CharSequence TRANSFER_ENCODING =
      HttpHeaders.createOptimized("Transfer-Encoding");

  /** Parts that are asked for before the first ones are written. */
  private static final int AHEAD = 8;

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
  private Runnable whenOver = () -> {};
  private Future<Void> lastWrite = Future.succeededFuture();
  private long written;
  private long heldBack;
  private long lastMoveMillis;
  private boolean over;

  /**
   * Writes to a response whose head is set, not written yet.
   *
   * @param length of the whole body; -1 when nobody knows
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
   * Writes head and body; called on the loop.
   *
   * @param whenOver told when there is nothing more to write, for whatever reason
   */
  void start(Runnable whenOver) {
    this.whenOver = whenOver;
    response.closeHandler(_ -> giveUp());
    response.exceptionHandler(_ -> giveUp());
    lastMoveMillis = clock.millis();
    writeHead();
    watch(body.longest());
    watchIdle(body.idle());
    body.parts().subscribe(this);
  }

  /** To a client of HTTP/1.0 it goes out with the first part: Vert.x would announce chunks. */
  private void writeHead() {
    if (endsWithConnection) {
      response.headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
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
        subscription.request(AHEAD);
      }
    });
  }

  @Override
  public void onNext(byte[] part) {
    loop.enqueue(() -> write(part));
  }

  @Override
  public void onError(Throwable reason) {
    // What has come before is for the client to see.
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
    lastMoveMillis = clock.millis();
    lastWrite = response.write(Buffer.buffer(part));
    heldBack++;
    if (!response.writeQueueFull()) {
      ask();
    } else if (heldBack == 1) {
      response.drainHandler(_ -> ask());
    }
  }

  /** Asks for as many parts as have been written since the last time. */
  private void ask() {
    if (!over && source != null && heldBack > 0) {
      long more = heldBack;
      heldBack = 0;
      lastMoveMillis = clock.millis();
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

  /** The client is gone. */
  private void giveUp() {
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
    giveUp();
    var _ = response.reset();
  }

  private void settle() {
    over = true;
    whenOver.run();
    if (cancelDeadline != null) {
      cancelDeadline.run();
    }
    if (cancelIdle != null) {
      cancelIdle.run();
    }
  }

  private void watch(@Nullable Duration longest) {
    if (longest != null) {
      cancelDeadline =
          loop.schedule(atLeastOneMilli(longest), () -> cut("the body takes too long", null));
    }
  }

  /** One timer looks, when it rings, how long ago something has moved. */
  private void watchIdle(@Nullable Duration idle) {
    if (idle == null) {
      return;
    }
    long left = lastMoveMillis + idle.toMillis() - clock.millis();
    if (left <= 0) {
      cut("nothing moves", null);
      return;
    }
    cancelIdle = loop.schedule(Duration.ofMillis(left), () -> watchIdle(idle));
  }

  private static Duration atLeastOneMilli(Duration time) {
    return time.toMillis() < 1 ? Duration.ofMillis(1) : time;
  }
}
