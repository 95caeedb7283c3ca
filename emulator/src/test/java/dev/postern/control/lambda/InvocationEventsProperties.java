package dev.postern.control.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.control.FunctionInvoker.Streamed;
import dev.postern.sdk.EventStream.Event;
import dev.postern.testing.StreamTrial;
import dev.postern.testing.StreamTrial.Reading;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Flow;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.lambda.model.InvokeResponseStreamUpdate;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamCompleteEvent;

class InvocationEventsProperties {
  private static final StreamTrial TRIAL = new StreamTrial();

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @AfterAll
  static void close() {
    TRIAL.close();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void givesAllPartsThenTheLastEvent(long seed) {
    Random random = new Random(seed);
    List<byte[]> parts = StreamTrial.parts(random, 60);
    Throwable failure = random.nextBoolean() ? new IllegalStateException("planted") : null;
    boolean withLog = random.nextBoolean();

    Reading<Event> reading = TRIAL.read(random, parts, failure, source -> events(source, withLog));

    List<Event> events = reading.items();
    assertThat(events.subList(0, events.size() - 1))
        .extracting(
            event -> ((InvokeResponseStreamUpdate) event.body()).payload().asByteArrayUnsafe())
        .containsExactlyElementsOf(parts);
    InvokeWithResponseStreamCompleteEvent last =
        (InvokeWithResponseStreamCompleteEvent) events.getLast().body();
    assertThat(last.errorCode()).isEqualTo(failure == null ? null : "Unhandled");
    assertThat(last.logResult() != null).isEqualTo(withLog);
    assertThat(reading.failure()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void givesNothingAfterACancellation(long seed) {
    Random random = new Random(seed);

    TRIAL.cancel(random, StreamTrial.parts(random, 60), source -> events(source, false));
  }

  private static InvocationEvents events(Flow.Publisher<byte[]> parts, boolean withLog) {
    return new InvocationEvents(new Streamed(parts, Throwable::toString, () -> "log"), withLog);
  }
}
