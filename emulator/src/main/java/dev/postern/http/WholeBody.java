package dev.postern.http;

import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A body that is all there, for who expects a stream: one part, or none but a failure. Signals come
 * on the thread that asks.
 *
 * @param failure what it ends with, or null
 */
public record WholeBody(byte[] bytes, @Nullable Throwable failure)
    implements Flow.Publisher<byte[]> {
  private static final byte[] NOTHING = {};

  public static WholeBody of(byte[] bytes) {
    return new WholeBody(bytes, null);
  }

  /** One of which nothing came. */
  public static WholeBody failed(Throwable failure) {
    return new WholeBody(NOTHING, failure);
  }

  @Override
  public void subscribe(Flow.Subscriber<? super byte[]> subscriber) {
    subscriber.onSubscribe(new Reading(subscriber));
  }

  private final class Reading implements Flow.Subscription {
    private final Flow.Subscriber<? super byte[]> subscriber;
    private boolean over;

    private Reading(Flow.Subscriber<? super byte[]> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void request(long count) {
      if (over) {
        return;
      }
      over = true;
      if (bytes.length > 0) {
        subscriber.onNext(bytes);
      }
      if (failure == null) {
        subscriber.onComplete();
      } else {
        subscriber.onError(failure);
      }
    }

    @Override
    public void cancel() {
      over = true;
    }
  }
}
