package dev.postern.http;

import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A complete body as a stream: one part, or no part and a failure. Signals come on the thread that
 * subscribes or requests.
 *
 * @param failure that ends the body, or null
 */
public record WholeBody(byte[] bytes, @Nullable Throwable failure)
    implements Flow.Publisher<byte[]> {
  private static final byte[] NOTHING = {};

  public static WholeBody of(byte[] bytes) {
    return new WholeBody(bytes, null);
  }

  /** Returns a body that fails without a part. */
  public static WholeBody failed(Throwable failure) {
    return new WholeBody(NOTHING, failure);
  }

  @Override
  public void subscribe(Flow.Subscriber<? super byte[]> subscriber) {
    SignalQueue<byte[]> signals = new SignalQueue<>();
    if (bytes.length > 0) {
      signals.add(bytes);
    }
    if (failure == null) {
      signals.complete();
    } else {
      signals.fail(failure);
    }
    signals.open(subscriber);
  }
}
