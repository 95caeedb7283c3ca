package dev.postern.execute;

import dev.postern.http.HttpResponse;
import dev.postern.http.SignalQueue;
import java.util.concurrent.Flow;

/**
 * A stream that tells an observer of its first bytes and its end. Its subscriber sees no
 * difference.
 */
final class ObservedStream implements Flow.Publisher<byte[]> {
  private final Flow.Publisher<byte[]> parts;
  private final HttpResponse response;
  private final Exchange exchange;
  private final Observer observer;
  private boolean subscribed;

  /**
   * Creates an observed stream. The signals of the original must come on the request's loop.
   *
   * @param response response whose body the stream is
   */
  ObservedStream(
      Flow.Publisher<byte[]> parts, HttpResponse response, Exchange exchange, Observer observer) {
    this.parts = parts;
    this.response = response;
    this.exchange = exchange;
    this.observer = observer;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super byte[]> reader) {
    if (subscribed) {
      // The observer hears of one end only.
      SignalQueue.refuse(reader);
      return;
    }
    subscribed = true;
    parts.subscribe(new Tap(reader));
  }

  private final class Tap implements Flow.Subscriber<byte[]>, Flow.Subscription {
    private final Flow.Subscriber<? super byte[]> reader;
    private Flow.Subscription source = this;
    private long bytes;
    private boolean over;

    private Tap(Flow.Subscriber<? super byte[]> reader) {
      this.reader = reader;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      source = subscription;
      reader.onSubscribe(this);
    }

    @Override
    public void onNext(byte[] part) {
      if (bytes == 0) {
        observer.firstContent(exchange);
      }
      bytes += part.length;
      reader.onNext(part);
    }

    @Override
    public void onError(Throwable reason) {
      end(true);
      reader.onError(reason);
    }

    @Override
    public void onComplete() {
      end(false);
      reader.onComplete();
    }

    @Override
    public void request(long count) {
      source.request(count);
    }

    @Override
    public void cancel() {
      end(true);
      source.cancel();
    }

    private void end(boolean incomplete) {
      if (!over) {
        over = true;
        observer.streamed(bytes, incomplete, exchange);
        observer.answered(response, exchange);
      }
    }
  }
}
