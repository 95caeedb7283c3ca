package dev.postern.http;

import java.time.Duration;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A body that comes part by part, no faster than it is read.
 *
 * @param parts takes one subscriber, and needs one, if only to be cancelled; ends with an error
 *     when the body breaks off
 * @param longest time for the whole of it from now on; null for as long as it takes
 * @param idle the most time without a part; null for any
 */
public record BodyStream(
    Flow.Publisher<byte[]> parts, @Nullable Duration longest, @Nullable Duration idle) {

  /** One that may take as long as it likes. */
  public static BodyStream of(Flow.Publisher<byte[]> parts) {
    return new BodyStream(parts, null, null);
  }

  public BodyStream within(Duration newLongest, Duration newIdle) {
    return new BodyStream(parts, newLongest, newIdle);
  }

  /** Lets who sends the body know that nobody reads it. */
  public void cancel() {
    parts.subscribe(new Refusal());
  }

  public BodyStream withParts(Flow.Publisher<byte[]> newParts) {
    return new BodyStream(newParts, longest, idle);
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
