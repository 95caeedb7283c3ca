package dev.postern.http;

import java.time.Duration;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A body that arrives in parts, no faster than it is read.
 *
 * @param parts takes exactly one subscriber, which may only cancel; fails if the body breaks off
 * @param timeout maximum time for the whole body from now on; null for no limit
 * @param idleTimeout maximum time without a part; null for no limit
 */
public record BodyStream(
    Flow.Publisher<byte[]> parts, @Nullable Duration timeout, @Nullable Duration idleTimeout) {

  /** Returns a body without timeouts. */
  public static BodyStream of(Flow.Publisher<byte[]> parts) {
    return new BodyStream(parts, null, null);
  }

  public BodyStream within(Duration newTimeout, Duration newIdleTimeout) {
    return new BodyStream(parts, newTimeout, newIdleTimeout);
  }

  /** Cancels the body: its publisher learns that nobody reads it. */
  public void cancel() {
    parts.subscribe(new Refusal());
  }

  public BodyStream withParts(Flow.Publisher<byte[]> newParts) {
    return new BodyStream(newParts, timeout, idleTimeout);
  }

  private static final class Refusal implements Flow.Subscriber<byte[]> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.cancel();
    }

    @Override
    public void onNext(byte[] part) {}

    @Override
    public void onError(Throwable reason) {}

    @Override
    public void onComplete() {}
  }
}
