package dev.postern.execute.integration;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.runner.BrokenStream;
import dev.postern.runner.Outcome;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Takes a function's stream apart: metadata, eight zero bytes, payload. Reads no further than it
 * has to before somebody reads the payload. Everything happens on the given loop, wherever signals
 * come from.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html">
 *     Set up a Lambda proxy integration with payload response streaming in API Gateway</a>
 */
final class MetadataReader implements Flow.Subscriber<byte[]> {
  private static final int MOST_BYTES = 16_384;

  private final Executor loop;
  private final String requestId;
  private final CompletableFuture<Start> start = new CompletableFuture<>();
  private final ByteArrayOutputStream head = new ByteArrayOutputStream(512);
  private Flow.@Nullable Subscription source;
  private @Nullable Payload payload;
  private boolean cancelled;

  /** The start of a stream, and the rest of it. */
  record Start(byte[] metadata, Flow.Publisher<byte[]> payload) {}

  /**
   * Makes a subscriber of a function's stream.
   *
   * @param requestId of the invocation
   */
  MetadataReader(Executor loop, String requestId) {
    this.loop = loop;
    this.requestId = requestId;
  }

  /** Fails with a {@link GatewayException} when there is no metadata. */
  CompletableFuture<Start> start() {
    return start;
  }

  /** Reads no more. */
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
        payload.publish(part);
      }
    });
  }

  @Override
  public void onComplete() {
    loop.execute(() -> {
      if (payload == null) {
        start.completeExceptionally(GatewayErrors.malformedLambdaStream());
      } else {
        payload.end(null);
      }
    });
  }

  @Override
  public void onError(Throwable reason) {
    loop.execute(() -> {
      if (payload == null) {
        start.completeExceptionally(refusal(reason));
      } else {
        payload.end(reason);
      }
    });
  }

  private void search(byte[] part) {
    int searched = Math.max(0, head.size() - MetadataDelimiter.BYTES + 1);
    head.writeBytes(part);
    byte[] bytes = head.toByteArray();
    int delimiter = MetadataDelimiter.indexIn(bytes, searched, Math.min(bytes.length, MOST_BYTES));
    if (delimiter >= 0) {
      int rest = delimiter + MetadataDelimiter.BYTES;
      Payload found = new Payload(Arrays.copyOfRange(bytes, rest, bytes.length));
      payload = found;
      head.reset();
      start.complete(new Start(Arrays.copyOf(bytes, delimiter), found));
    } else if (bytes.length >= MOST_BYTES) {
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
    return GatewayErrors.functionError(new String(error, StandardCharsets.UTF_8), requestId);
  }

  /** What comes behind the delimiter. */
  private final class Payload implements Flow.Publisher<byte[]>, Flow.Subscription {
    private byte @Nullable [] ahead;
    private Flow.@Nullable Subscriber<? super byte[]> reader;
    private @Nullable Throwable failure;
    private boolean ended;
    private boolean told;

    private Payload(byte[] ahead) {
      this.ahead = ahead.length == 0 ? null : ahead;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super byte[]> newReader) {
      loop.execute(() -> {
        reader = newReader;
        newReader.onSubscribe(this);
        signalEnd();
      });
    }

    @Override
    public void request(long count) {
      loop.execute(() -> {
        long more = count;
        byte[] first = ahead;
        if (first != null && reader != null) {
          ahead = null;
          reader.onNext(first);
          more = count == Long.MAX_VALUE ? count : count - 1;
        }
        if (more > 0 && source != null && !ended) {
          source.request(more);
        }
        signalEnd();
      });
    }

    @Override
    public void cancel() {
      MetadataReader.this.cancel();
    }

    private void publish(byte[] part) {
      if (reader != null && !cancelled) {
        reader.onNext(part);
      }
    }

    private void end(@Nullable Throwable reason) {
      ended = true;
      failure = reason;
      signalEnd();
    }

    private void signalEnd() {
      if (!ended || told || reader == null || ahead != null || cancelled) {
        return;
      }
      told = true;
      if (failure == null) {
        reader.onComplete();
      } else {
        reader.onError(failure);
      }
    }
  }
}
