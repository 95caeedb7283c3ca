package dev.postern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.CheckedSubscriber;
import dev.postern.testing.StreamTrial;
import dev.postern.testing.StreamTrial.Reading;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WholeBodyProperties {
  private static final StreamTrial TRIAL = new StreamTrial();
  private static final byte[] BODY = {1, 2, 3};

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @AfterAll
  static void close() {
    TRIAL.close();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void givesTheBodyThenTheEnd(long seed) {
    Random random = new Random(seed);
    Throwable failure = random.nextBoolean() ? new IllegalStateException("planted") : null;

    Reading<byte[]> reading = TRIAL.read(random, new WholeBody(BODY, failure));
    Reading<byte[]> empty = TRIAL.read(random, new WholeBody(new byte[0], failure));

    assertThat(reading.items()).containsExactly(BODY);
    assertThat(reading.failure().orElse(null)).isEqualTo(failure);
    assertThat(empty.items()).isEmpty();
    assertThat(empty.failure().orElse(null)).isEqualTo(failure);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void givesNothingAfterACancellation(long seed) {
    CheckedSubscriber<byte[]> subscriber = CheckedSubscriber.cancelling(new Random(seed), null, 1);

    WholeBody.of(BODY).subscribe(subscriber);

    assertThat(subscriber.items()).containsExactly(BODY);
    subscriber.check();
  }
}
