package dev.postern.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.sdk.EventStream.Event;
import dev.postern.testing.StreamTrial;
import dev.postern.testing.StreamTrial.Reading;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeResponseStreamUpdate;
import software.amazon.eventstream.Message;

class EventFramesProperties {
  private static final StreamTrial TRIAL = new StreamTrial();

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @AfterAll
  static void close() {
    TRIAL.close();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void givesAFrameForEachEventThenTheEnd(long seed) {
    Random random = new Random(seed);
    List<byte[]> parts = StreamTrial.parts(random, 60);
    Throwable failure = random.nextBoolean() ? new IllegalStateException("planted") : null;

    Reading<byte[]> reading =
        TRIAL.read(
            random, events(parts), failure, source -> new EventFrames(source, new JsonCodec()));

    assertThat(reading.items())
        .extracting(frame -> Message.decode(ByteBuffer.wrap(frame)).getPayload())
        .containsExactlyElementsOf(parts);
    assertThat(reading.failure().orElse(null)).isEqualTo(failure);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void givesNothingAfterACancellation(long seed) {
    Random random = new Random(seed);

    TRIAL.cancel(
        random,
        events(StreamTrial.parts(random, 60)),
        source -> new EventFrames(source, new JsonCodec()));
  }

  private static List<Event> events(List<byte[]> parts) {
    return parts.stream()
        .map(part ->
            new Event(
                "PayloadChunk",
                InvokeResponseStreamUpdate.builder()
                    .payload(SdkBytes.fromByteArrayUnsafe(part))
                    .build()))
        .toList();
  }
}
