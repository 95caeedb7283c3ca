package dev.postern.control.lambda;

import dev.postern.control.FunctionInvoker.Streamed;
import dev.postern.http.SignalQueue;
import dev.postern.sdk.EventStream.Event;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.Flow;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeResponseStreamUpdate;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamCompleteEvent;

/**
 * Publishes the streamed response of a function as Lambda's events: a {@code PayloadChunk} for each
 * part, then an {@code InvokeComplete}, which also reports a failure.
 *
 * @param withLog whether the last event contains the end of the log
 */
record InvocationEvents(Streamed answer, boolean withLog) implements Flow.Publisher<Event> {
  private static final String UNHANDLED = "Unhandled";

  @Override
  public void subscribe(Flow.Subscriber<? super Event> reader) {
    answer.payload().subscribe(new Relay(reader));
  }

  private final class Relay implements Flow.Subscriber<byte[]> {
    private final Flow.Subscriber<? super Event> reader;
    private final SignalQueue<Event> events = new SignalQueue<>();

    private Relay(Flow.Subscriber<? super Event> reader) {
      this.reader = reader;
    }

    @Override
    public void onSubscribe(Flow.Subscription source) {
      events.open(reader, source);
    }

    @Override
    public void onNext(byte[] part) {
      SdkBytes payload = SdkBytes.fromByteArrayUnsafe(part);
      events.add(
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

    /** Ends the stream. Waits for the log on another thread, because a signal must not block. */
    private void end(InvokeWithResponseStreamCompleteEvent.Builder complete) {
      if (withLog) {
        Thread.startVirtualThread(() -> {
          byte[] log = answer.logTail().get().getBytes(StandardCharsets.UTF_8);
          endWith(complete.logResult(Base64.getEncoder().encodeToString(log)));
        });
      } else {
        endWith(complete);
      }
    }

    private void endWith(InvokeWithResponseStreamCompleteEvent.Builder complete) {
      events.add(new Event("InvokeComplete", complete.build()));
      events.complete();
    }
  }
}
