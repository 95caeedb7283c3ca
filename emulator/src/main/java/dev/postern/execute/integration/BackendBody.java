package dev.postern.execute.integration;

import dev.postern.execute.Loop;
import dev.postern.http.SignalQueue;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The body of a backend's response as a publisher for one subscriber. Reads from the socket only
 * what the subscriber requests. Confined to the request's event loop. Completes on a request after
 * the last part.
 */
final class BackendBody implements Flow.Publisher<byte[]> {
  private final HttpClientRequest request;
  private final HttpClientResponse response;
  private final Loop loop;
  private final SignalQueue<byte[]> parts = new SignalQueue<>();
  private boolean subscribed;
  private @Nullable Throwable failure;

  /** Creates the body and pauses the response, which has just begun. */
  BackendBody(HttpClientRequest request, HttpClientResponse response, Loop loop) {
    this.request = request;
    this.loop = loop;
    this.response = response.pause();
    response.exceptionHandler(this::fail);
  }

  @Override
  public void subscribe(Flow.Subscriber<? super byte[]> subscriber) {
    if (subscribed) {
      SignalQueue.refuse(subscriber);
      return;
    }
    subscribed = true;
    response.handler(part -> {
      if (part.length() == 0) {
        response.fetch(1);
      } else {
        parts.add(part.getBytes());
      }
    });
    response.endHandler(_ -> parts.complete());
    parts.open(subscriber, new Backend());
    if (failure != null) {
      breakOff(failure);
    }
  }

  private void fail(Throwable reason) {
    if (failure != null) {
      return;
    }
    failure = reason;
    if (subscribed) {
      breakOff(reason);
    }
  }

  /** Fails the body after the parts that are buffered; they are read now, and are small. */
  private void breakOff(Throwable reason) {
    response.resume();
    loop.enqueue(() -> parts.fail(reason));
  }

  private final class Backend implements Flow.Subscription {
    @Override
    public void request(long count) {
      response.fetch(count);
    }

    /** Closes the connection to the backend. */
    @Override
    public void cancel() {
      var _ = request.reset();
    }
  }
}
