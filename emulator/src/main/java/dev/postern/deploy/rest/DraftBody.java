package dev.postern.deploy.rest;

import dev.postern.http.BodyStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/**
 * What a test shows of an answer that streams: what has come when it is over, has become large, or
 * has taken long.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/response-streaming-troubleshoot.html">
 *     Troubleshoot issues with response streaming in API Gateway</a>
 */
final class DraftBody implements Flow.Subscriber<byte[]> {
  private static final int MOST_BYTES = 1_048_576;

  private final ByteArrayOutputStream come = new ByteArrayOutputStream();
  private final CompletableFuture<Flow.Subscription> source = new CompletableFuture<>();
  private final CountDownLatch over = new CountDownLatch(1);

  private final Executor loop;

  private DraftBody(Executor loop) {
    this.loop = loop;
  }

  /**
   * Waits for the body; blocks.
   *
   * @param loop that the body's requests and cancellation have to be on
   */
  static byte[] of(BodyStream stream, Duration patience, Executor loop) {
    DraftBody body = new DraftBody(loop);
    loop.execute(() -> stream.parts().subscribe(body));
    try {
      if (!body.over.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        body.stop();
      }
    } catch (InterruptedException _) {
      body.stop();
      Thread.currentThread().interrupt();
    }
    return body.come.toByteArray();
  }

  private void stop() {
    var _ = source.thenAcceptAsync(Flow.Subscription::cancel, loop);
    over.countDown();
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    source.complete(subscription);
    subscription.request(1);
  }

  @Override
  public void onNext(byte[] part) {
    come.writeBytes(part);
    if (come.size() > MOST_BYTES) {
      stop();
    } else {
      var _ = source.thenAcceptAsync(subscription -> subscription.request(1), loop);
    }
  }

  @Override
  public void onError(Throwable reason) {
    over.countDown();
  }

  @Override
  public void onComplete() {
    over.countDown();
  }
}
