package dev.postern.execute.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.StreamTrial;
import dev.postern.testing.StreamTrial.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetadataReaderProperties {
  private static final StreamTrial TRIAL = new StreamTrial();
  private static final ExecutorService LOOP = Executors.newSingleThreadExecutor();

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @AfterAll
  static void close() {
    LOOP.close();
    TRIAL.close();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void emitsAllBytesAfterTheDelimiterThenCompletes(long seed) {
    Random random = new Random(seed);
    List<byte[]> parts = StreamTrial.parts(random, 60);
    byte[] rest = random.nextBoolean() ? new byte[] {7} : new byte[0];
    Throwable failure = random.nextBoolean() ? new IllegalStateException("planted") : null;

    Reading<byte[]> reading =
        TRIAL.read(random, stream(rest, parts), failure, MetadataReaderProperties::payload);

    List<byte[]> expected = new ArrayList<>(parts);
    if (rest.length > 0) {
      expected.addFirst(rest);
    }
    assertThat(reading.items()).containsExactlyElementsOf(expected);
    assertThat(reading.failure().orElse(null)).isEqualTo(failure);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void emitsNothingAfterCancellation(long seed) {
    Random random = new Random(seed);
    List<byte[]> stream = stream(new byte[] {7}, StreamTrial.parts(random, 60));

    TRIAL.cancel(random, stream, MetadataReaderProperties::payload);
  }

  private static List<byte[]> stream(byte[] rest, List<byte[]> parts) {
    List<byte[]> stream = new ArrayList<>(parts);
    String head = "{}" + "\0".repeat(8) + new String(rest, StandardCharsets.ISO_8859_1);
    stream.addFirst(head.getBytes(StandardCharsets.ISO_8859_1));
    return stream;
  }

  private static Flow.Publisher<byte[]> payload(Flow.Publisher<byte[]> source) {
    MetadataReader reader = new MetadataReader(LOOP, "request-1");
    source.subscribe(reader);
    return reader.start().join().payload();
  }
}
