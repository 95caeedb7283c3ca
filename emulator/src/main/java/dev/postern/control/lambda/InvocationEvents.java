package dev.postern.control.lambda;

import dev.postern.control.FunctionInvoker.Streamed;
import dev.postern.sdk.EventStream.Event;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeResponseStreamUpdate;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamCompleteEvent;

/**
 * A function's stream as Lambda's events: a {@code PayloadChunk} for each part, and at the end an
 * {@code InvokeComplete}, which tells of a failure too.
 *
 * @param withLog whether the end of the log comes with the last event
 */
record InvocationEvents(Streamed answer, boolean withLog) implements Flow.Publisher<Event> {
  private static final String UNHANDLED = "Unhandled";

  @Override
  public void subscribe(Flow.Subscriber<? super Event> reader) {
    answer.payload().subscribe(new Relay(reader));
  }

  private final class Relay implements Flow.Subscriber<byte[]>, Flow.Subscription {
    private final Flow.Subscriber<? super Event> reader;
    private final AtomicLong demand = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Flow.@Nullable Subscription source;
    private volatile @Nullable Event last;

    private Relay(Flow.Subscriber<? super Event> reader) {
      this.reader = reader;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      source = subscription;
      reader.onSubscribe(this);
    }

    @Override
    public void onNext(byte[] part) {
      demand.decrementAndGet();
      SdkBytes payload = SdkBytes.fromByteArrayUnsafe(part);
      reader.onNext(
          new Event("PayloadChunk", InvokeResponseStreamUpdate.builder().payload(payload).build()));
    }

    @Override
    public void onError(Throwable reason) {
      end(
          InvokeWithResponseStreamCompleteEvent.builder()
              .errorCode(UNHANDLED)
              .errorDetails(answer.errorDetails().apply(reason)));
    }

    @Override
    public void onComplete() {
      end(InvokeWithResponseStreamCompleteEvent.builder());
    }

    @Override
    public void request(long count) {
      demand.accumulateAndGet(count, (had, more) -> had + more < 0 ? Long.MAX_VALUE : had + more);
      if (source != null) {
        source.request(count);
      }
      close();
    }

    @Override
    public void cancel() {
      closed.set(true);
      if (source != null) {
        source.cancel();
      }
    }

    /** The log is waited for, which the thread of a signal must not do. */
    private void end(InvokeWithResponseStreamCompleteEvent.Builder complete) {
      if (withLog) {
        Thread.startVirtualThread(() -> {
          byte[] log = answer.logTail().get().getBytes(StandardCharsets.UTF_8);
          closeWith(complete.logResult(Base64.getEncoder().encodeToString(log)));
        });
      } else {
        closeWith(complete);
      }
    }

    private void closeWith(InvokeWithResponseStreamCompleteEvent.Builder complete) {
      last = new Event("InvokeComplete", complete.build());
      close();
    }

    /** The last event, too, comes only when it is asked for. */
    private void close() {
      Event complete = last;
      if (complete != null && demand.get() > 0 && !closed.getAndSet(true)) {
        reader.onNext(complete);
        reader.onComplete();
      }
    }
  }
}
