package dev.postern.execute.integration;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The body of a backend's response as a publisher for one subscriber: no more is read of the socket
 * than is asked for. Lives on the event loop of the request. Completes when something is asked for
 * behind the last part.
 */
final class BackendBody implements Flow.Publisher<byte[]>, Flow.Subscription {
  private final HttpClientRequest request;
  private final HttpClientResponse response;
  private final Context loop;
  private Flow.@Nullable Subscriber<? super byte[]> subscriber;
  private @Nullable Throwable failure;
  private boolean over;

  /** Pauses the response, which has just begun. */
  BackendBody(HttpClientRequest request, HttpClientResponse response) {
    this.request = request;
    this.loop = Objects.requireNonNull(Vertx.currentContext(), "not on an event loop");
    this.response = response.pause();
    response.exceptionHandler(this::fail);
  }

  @Override
  public void subscribe(Flow.Subscriber<? super byte[]> newSubscriber) {
    if (subscriber != null) {
      throw new IllegalStateException("a body has one subscriber");
    }
    subscriber = newSubscriber;
    response.handler(part -> {
      if (part.length() == 0) {
        response.fetch(1);
      } else if (!over) {
        newSubscriber.onNext(part.getBytes());
      }
    });
    response.endHandler(_ -> {
      if (!over) {
        over = true;
        newSubscriber.onComplete();
      }
    });
    newSubscriber.onSubscribe(this);
    if (failure != null) {
      breakOff(newSubscriber, failure);
    }
  }

  @Override
  public void request(long count) {
    response.fetch(count);
  }

  /** Gives the backend up: closes the connection. */
  @Override
  public void cancel() {
    if (!over) {
      over = true;
      var _ = request.reset();
    }
  }

  private void fail(Throwable reason) {
    if (over || failure != null) {
      return;
    }
    failure = reason;
    if (subscriber != null) {
      breakOff(subscriber, reason);
    }
  }

  /** What was read before comes first, asked for or not: it is little. */
  private void breakOff(Flow.Subscriber<? super byte[]> to, Throwable reason) {
    response.resume();
    loop.runOnContext(_ -> {
      if (!over) {
        over = true;
        to.onError(reason);
      }
    });
  }
}
