package dev.postern.execute.integration;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.http.SignalQueue;
import dev.postern.runner.BrokenStream;
import dev.postern.runner.Outcome;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber that splits a function's stream into metadata and payload at eight zero bytes.
 * Before the payload is read, requests only what it needs to find the delimiter. Runs on the given
 * loop, whatever thread signals. Only the first part of the payload may be emitted on the thread
 * that requests it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html">
 *     Set up a Lambda proxy integration with payload response streaming in API Gateway</a>
 */
final class MetadataReader implements Flow.Subscriber<byte[]> {
  private static final int MAX_BYTES = 16_384;

  private final Executor loop;
  private final String requestId;
  private final CompletableFuture<Start> start = new CompletableFuture<>();
  private final ByteArrayOutputStream head = new ByteArrayOutputStream(512);
  private Flow.@Nullable Subscription source;
  private @Nullable Payload payload;
  private boolean cancelled;

  /** The metadata, and the rest of the stream. */
  record Start(byte[] metadata, Flow.Publisher<byte[]> payload) {}

  /**
   * Creates a subscriber of a function's stream.
   *
   * @param loop runs tasks one after another, in order
   * @param requestId id of the invocation
   */
  MetadataReader(Executor loop, String requestId) {
    this.loop = loop;
    this.requestId = requestId;
  }

  /**
   * Returns the start of the stream; fails with a {@link GatewayException} if there is no metadata.
   */
  CompletableFuture<Start> start() {
    return start;
  }

  /** Cancels the stream. */
  void cancel() {
    loop.execute(() -> {
      cancelled = true;
      if (source != null) {
        source.cancel();
      }
    });
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    loop.execute(() -> {
      source = subscription;
      if (cancelled) {
        subscription.cancel();
      } else {
        subscription.request(1);
      }
    });
  }

  @Override
  public void onNext(byte[] part) {
    loop.execute(() -> {
      if (payload == null) {
        search(part);
      } else {
        payload.parts.add(part);
      }
    });
  }

  @Override
  public void onComplete() {
    loop.execute(() -> {
      if (payload == null) {
        start.completeExceptionally(GatewayErrors.malformedLambdaStream());
      } else {
        payload.parts.complete();
      }
    });
  }

  @Override
  public void onError(Throwable reason) {
    loop.execute(() -> {
      if (payload == null) {
        start.completeExceptionally(refusal(reason));
      } else {
        payload.parts.fail(reason);
      }
    });
  }

  private void search(byte[] part) {
    int searched = Math.max(0, head.size() - MetadataDelimiter.BYTES + 1);
    head.writeBytes(part);
    byte[] bytes = head.toByteArray();
    int delimiter = MetadataDelimiter.indexIn(bytes, searched, Math.min(bytes.length, MAX_BYTES));
    if (delimiter >= 0) {
      int rest = delimiter + MetadataDelimiter.BYTES;
      Payload found = new Payload(Arrays.copyOfRange(bytes, rest, bytes.length));
      payload = found;
      head.reset();
      start.complete(new Start(Arrays.copyOf(bytes, delimiter), found));
    } else if (bytes.length >= MAX_BYTES) {
      start.completeExceptionally(GatewayErrors.malformedLambdaStream());
      cancel();
    } else if (source != null) {
      source.request(1);
    }
  }

  private Throwable refusal(Throwable reason) {
    if (!(reason instanceof BrokenStream broken)) {
      return reason;
    }
    return switch (broken.outcome()) {
      case Outcome.FunctionError(byte[] error) -> functionError(error);
      case Outcome.TimedOut(byte[] error) -> functionError(error);
      case Outcome.Throttled(String why) -> GatewayErrors.lambdaFailed(why);
      case Outcome.SandboxFailed(String why) -> GatewayErrors.lambdaFailed(why);
      case Outcome.Success _ -> new IllegalStateException("a success breaks no stream", broken);
    };
  }

  private GatewayException functionError(byte[] error) {
    return GatewayErrors.functionError(FunctionError.logged(error), requestId);
  }

  /** The rest of the stream, after the delimiter. */
  private final class Payload implements Flow.Publisher<byte[]>, Flow.Subscription {
    private final SignalQueue<byte[]> parts = new SignalQueue<>();

    /** Whether one part was already requested from the source on behalf of the next request. */
    private boolean requestedAhead;

    private Payload(byte[] rest) {
      if (rest.length > 0) {
        requestedAhead = true;
        parts.add(rest);
      }
    }

    @Override
    public void subscribe(Flow.Subscriber<? super byte[]> reader) {
      loop.execute(() -> parts.open(reader, this));
    }

    @Override
    public void request(long count) {
      loop.execute(() -> {
        long more = requestedAhead && count < Long.MAX_VALUE ? count - 1 : count;
        requestedAhead = false;
        if (more > 0 && source != null) {
          source.request(more);
        }
      });
    }

    @Override
    public void cancel() {
      MetadataReader.this.cancel();
    }
  }
}
