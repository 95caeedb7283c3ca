package dev.postern.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.FlowReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.InvokeResponseStreamUpdate;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamCompleteEvent;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

class EventFramesTest {
  @Test
  void blobIsThePayloadOfItsFrame() {
    Message frame =
        frame(
            "PayloadChunk",
            InvokeResponseStreamUpdate.builder().payload(SdkBytes.fromUtf8String("part")).build());

    assertThat(frame.getHeaders())
        .containsEntry(":event-type", HeaderValue.fromString("PayloadChunk"))
        .containsEntry(":content-type", HeaderValue.fromString("application/octet-stream"))
        .containsEntry(":message-type", HeaderValue.fromString("event"));
    assertThat(new String(frame.getPayload(), StandardCharsets.UTF_8)).isEqualTo("part");
  }

  @Test
  void membersAreJson() {
    Message frame =
        frame(
            "InvokeComplete",
            InvokeWithResponseStreamCompleteEvent.builder().errorCode("Unhandled").build());

    assertThat(frame.getHeaders())
        .containsEntry(":event-type", HeaderValue.fromString("InvokeComplete"))
        .containsEntry(":content-type", HeaderValue.fromString("application/json"));
    assertThat(new String(frame.getPayload(), StandardCharsets.UTF_8))
        .isEqualTo("{\"ErrorCode\":\"Unhandled\"}");
  }

  private static Message frame(String type, SdkPojo body) {
    try (SubmissionPublisher<EventStream.Event> events = new SubmissionPublisher<>()) {
      FlowReader<byte[]> frames = FlowReader.of(new EventFrames(events, new JsonCodec()));
      events.submit(new EventStream.Event(type, body));
      return Message.decode(ByteBuffer.wrap(frames.next().orElseThrow()));
    }
  }
}
