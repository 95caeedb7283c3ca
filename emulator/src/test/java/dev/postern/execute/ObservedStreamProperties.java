package dev.postern.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.http.HttpResponse;
import dev.postern.http.WholeBody;
import dev.postern.testing.FlowReader;
import dev.postern.testing.StreamTrial;
import dev.postern.testing.StreamTrial.Reading;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ObservedStreamProperties {
  private static final StreamTrial TRIAL = new StreamTrial();
  private static final HttpResponse RESPONSE = HttpResponse.empty(200);

  private final Exchange exchange = TestExchange.get().build();
  private final Queue<String> heard = new ConcurrentLinkedQueue<>();

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @AfterAll
  static void close() {
    TRIAL.close();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void emitsAllPartsAndTellsTheObserverOfTheEndOnce(long seed) {
    Random random = new Random(seed);
    List<byte[]> parts = StreamTrial.parts(random, 60);
    Throwable failure = random.nextBoolean() ? new IllegalStateException("planted") : null;

    Reading<byte[]> reading =
        TRIAL.read(
            random,
            parts,
            failure,
            source -> new ObservedStream(source, RESPONSE, exchange, new Listener()));

    assertThat(reading.items()).containsExactlyElementsOf(parts);
    assertThat(reading.failure().orElse(null)).isEqualTo(failure);
    int bytes = parts.stream().mapToInt(part -> part.length).sum();
    assertThat(heard)
        .containsExactly("first content", "streamed " + bytes + " " + (failure != null));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void emitsNothingAfterCancellation(long seed) {
    Random random = new Random(seed);

    TRIAL.cancel(
        random,
        StreamTrial.parts(random, 60),
        source -> new ObservedStream(source, RESPONSE, exchange, new Listener()));

    assertThat(heard).hasSize(2).last().asString().endsWith(" true");
  }

  @Test
  void refusedSubscriberIsNotHeardOf() {
    ObservedStream stream =
        new ObservedStream(WholeBody.of(new byte[] {1}), RESPONSE, exchange, new Listener());
    FlowReader<byte[]> first = FlowReader.of(stream);

    FlowReader<byte[]> second = FlowReader.of(stream);
    second.cancel();

    assertThat(second.end()).containsInstanceOf(IllegalStateException.class);
    assertThat(heard).isEmpty();
    assertThat(first.next()).isPresent();
  }

  private final class Listener implements Observer {
    @Override
    public void firstContent(Exchange observed) {
      heard.add("first content");
    }

    @Override
    public void streamed(long bytes, boolean incomplete, Exchange observed) {
      heard.add("streamed " + bytes + " " + incomplete);
    }
  }
}
