package dev.postern.runner.runtimeapi;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Publisher, for one subscriber, of the body of a runtime's request. Reads from the socket only
 * what is requested, so a function cannot run ahead of the reader of its response.
 *
 * <p>Methods may be called from any thread. They take effect on the sandbox's event loop, which
 * also sends all signals.
 */
public final class ResponseStream implements Flow.Publisher<byte[]> {
  private static final Flow.Subscription NO_EFFECT =
      new Flow.Subscription() {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
      };

  private final HttpServerRequest request;
  private final Context loop;
  private Flow.@Nullable Subscriber<? super byte[]> subscriber;

  /** Parts read but not requested: at most one, or all the remaining ones after a failure. */
  private final Queue<Buffer> buffer = new ArrayDeque<>();

  private long demand;
  private @Nullable Runnable end;
  private @Nullable Throwable failure;
  private boolean signalling;
  private boolean ended;
  private boolean discarded;

  /** Pauses the request; called on its event loop. */
  ResponseStream(HttpServerRequest request) {
    this.request = request.pause();
    this.loop = Objects.requireNonNull(Vertx.currentContext(), "not on an event loop");
  }

  @Override
  public void subscribe(Flow.Subscriber<? super byte[]> newSubscriber) {
    onLoop(() -> {
      if (subscriber != null || discarded) {
        // Its subscription must not read or discard the body of the first subscriber.
        newSubscriber.onSubscribe(NO_EFFECT);
        newSubscriber.onError(new IllegalStateException("a stream has one subscriber"));
        return;
      }
      subscriber = newSubscriber;
      request.fetch(1);
      signalling = true;
      newSubscriber.onSubscribe(new Demand());
      signalling = false;
      publish();
      signalFailure();
    });
  }

  /** Reads and discards the rest, so that the function can finish. */
  public void discard() {
    onLoop(() -> {
      discarded = true;
      request.resume();
    });
  }

  /** Completes the stream after its last bytes. */
  public void complete() {
    onLoop(() ->
        end(() -> {
          if (subscriber != null) {
            subscriber.onComplete();
          }
        }));
  }

  /** Fails the stream. Bytes received before are published first, on request. */
  public void fail(Throwable reason) {
    onLoop(() -> {
      if (failure == null) {
        failure = reason;
        signalFailure();
      }
    });
  }

  private void signalFailure() {
    Throwable reason = failure;
    Flow.Subscriber<? super byte[]> reader = subscriber;
    if (reason == null || reader == null || end != null) {
      return;
    }
    request.resume();
    loop.runOnContext(nothing -> end(() -> reader.onError(reason)));
  }

  /**
   * Accepts a part of the body; called on the event loop. Vert.x counts the end as a part, so this
   * class always requests one part more than the subscriber did.
   */
  void accept(Buffer part) {
    if (discarded || end != null) {
      return;
    }
    if (part.length() == 0) {
      request.fetch(1);
    } else {
      buffer.add(part);
      publish();
    }
  }

  /**
   * Publishes what is requested. Does nothing during a signal, because the loop below continues.
   */
  private void publish() {
    Flow.Subscriber<? super byte[]> reader = subscriber;
    if (reader == null || signalling) {
      return;
    }
    signalling = true;
    while (demand > 0 && !buffer.isEmpty() && !discarded) {
      demand = demand == Long.MAX_VALUE ? demand : demand - 1;
      reader.onNext(buffer.remove().getBytes());
    }
    signalling = false;
    if (end != null && buffer.isEmpty() && !ended && !discarded) {
      ended = true;
      end.run();
    }
  }

  /** Ends the stream with a failure because of a request for no items. */
  private void refuse(long count) {
    Flow.Subscriber<? super byte[]> reader = subscriber;
    if (reader != null && !ended && !discarded) {
      ended = true;
      discard();
      reader.onError(new IllegalArgumentException("a request of " + count + " items"));
    }
  }

  private void end(Runnable signal) {
    if (end == null) {
      end = signal;
      publish();
    }
  }

  private void onLoop(Runnable task) {
    if (loop.equals(Vertx.currentContext())) {
      task.run();
    } else {
      loop.runOnContext(nothing -> task.run());
    }
  }

  private final class Demand implements Flow.Subscription {
    @Override
    public void request(long count) {
      onLoop(() -> {
        if (ended || discarded) {
          return;
        }
        if (count <= 0) {
          // Enqueued, since this may be called during a signal.
          loop.runOnContext(nothing -> refuse(count));
        } else {
          demand = count > Long.MAX_VALUE - demand ? Long.MAX_VALUE : demand + count;
          publish();
          request.fetch(count);
        }
      });
    }

    @Override
    public void cancel() {
      discard();
    }
  }
}
