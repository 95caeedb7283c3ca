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
 * The part of a streamed response that a test invocation shows: what arrives before the end, the
 * size limit or the timeout.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/response-streaming-troubleshoot.html">
 *     Troubleshoot issues with response streaming in API Gateway</a>
 */
final class DraftBody implements Flow.Subscriber<byte[]> {
  private static final int MAX_BYTES = 1_048_576;

  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final CompletableFuture<Flow.Subscription> source = new CompletableFuture<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  private final Executor loop;

  private DraftBody(Executor loop) {
    this.loop = loop;
  }

  /**
   * Waits for the body. Blocks.
   *
   * @param loop executor for requests and cancellation of the body
   */
  static byte[] of(BodyStream stream, Duration timeout, Executor loop) {
    DraftBody body = new DraftBody(loop);
    loop.execute(() -> stream.parts().subscribe(body));
    try {
      if (!body.ended.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        body.stop();
      }
    } catch (InterruptedException _) {
      body.stop();
      Thread.currentThread().interrupt();
    }
    return body.received.toByteArray();
  }

  private void stop() {
    var _ = source.thenAcceptAsync(Flow.Subscription::cancel, loop);
    ended.countDown();
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    source.complete(subscription);
    subscription.request(1);
  }

  @Override
  public void onNext(byte[] part) {
    received.writeBytes(part);
    if (received.size() > MAX_BYTES) {
      stop();
    } else {
      var _ = source.thenAcceptAsync(subscription -> subscription.request(1), loop);
    }
  }

  @Override
  public void onError(Throwable reason) {
    ended.countDown();
  }

  @Override
  public void onComplete() {
    ended.countDown();
  }
}
