package dev.postern.execute;

import dev.postern.http.HttpResponse;
import java.util.concurrent.Flow;

/** A stream whose reader does not notice that an observer hears of its beginning and its end. */
final class ObservedStream implements Flow.Publisher<byte[]> {
  private final Flow.Publisher<byte[]> parts;
  private final HttpResponse response;
  private final Exchange exchange;
  private final Observer observer;

  /**
   * Observes a stream whose signals come on the request's loop.
   *
   * @param response that it is the body of
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

    private void end(boolean brokenOff) {
      if (!over) {
        over = true;
        observer.streamed(bytes, brokenOff, exchange);
        observer.answered(response, exchange);
      }
    }
  }
}
