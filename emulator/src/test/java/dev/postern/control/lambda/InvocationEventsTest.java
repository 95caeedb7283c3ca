package dev.postern.control.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.control.FunctionInvoker.Streamed;
import dev.postern.http.WholeBody;
import dev.postern.sdk.EventStream.Event;
import dev.postern.testing.FlowReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.InvokeResponseStreamUpdate;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamCompleteEvent;

class InvocationEventsTest {
  @Test
  void eachPartIsAChunkAndTheEndIsAnEvent() {
    FlowReader<Event> events = events(WholeBody.of(bytes("part")), false);

    Event chunk = events.next().orElseThrow();
    boolean silentUntilAsked = events.isSilent();
    Event complete = events.next().orElseThrow();

    assertThat(chunk.type()).isEqualTo("PayloadChunk");
    assertThat(((InvokeResponseStreamUpdate) chunk.body()).payload().asUtf8String())
        .isEqualTo("part");
    assertThat(silentUntilAsked).isTrue();
    assertThat(complete.type()).isEqualTo("InvokeComplete");
    assertThat(complete.body()).isEqualTo(InvokeWithResponseStreamCompleteEvent.builder().build());
    assertThat(events.end()).isEmpty();
  }

  @Test
  void failureIsReportedInTheLastEvent() {
    FlowReader<Event> events =
        events(WholeBody.failed(new IllegalStateException("planted")), false);

    Event complete = events.next().orElseThrow();

    InvokeWithResponseStreamCompleteEvent body =
        (InvokeWithResponseStreamCompleteEvent) complete.body();
    assertThat(body.errorCode()).isEqualTo("Unhandled");
    assertThat(body.errorDetails()).isEqualTo("details of planted");
    assertThat(events.end()).isEmpty();
  }

  @Test
  void logIsInTheLastEvent() {
    FlowReader<Event> events = events(WholeBody.of(new byte[0]), true);

    Event complete = events.next().orElseThrow();

    assertThat(((InvokeWithResponseStreamCompleteEvent) complete.body()).logResult())
        .isEqualTo(Base64.getEncoder().encodeToString(bytes("START\nEND\n")));
  }

  private static FlowReader<Event> events(WholeBody payload, boolean withLog) {
    Streamed answer =
        new Streamed(
            payload, failure -> "details of " + failure.getMessage(), () -> "START\nEND\n");
    return FlowReader.of(new InvocationEvents(answer, withLog));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
