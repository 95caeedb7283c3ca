package dev.postern.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogRingTest {
  private static final int HEAD_BYTES = 20;

  @Test
  void eventsComeBackAsTheyWereAdded() {
    LogRing ring = new LogRing(1_000);
    LogEvent before1970 = new LogEvent("s", Instant.parse("1969-12-31T23:59:59.5Z"), "old");
    LogEvent later =
        new LogEvent("strøm", Instant.parse("2526-11-23T01:02:03.123456789Z"), "line\n€");

    ring.add(before1970);
    ring.add(later);

    assertThat(ring.events()).containsExactly(before1970, later);
  }

  @Test
  void anEventLargerThanTheRingIsNotKept() {
    LogRing ring = new LogRing(100);
    LogEvent small = new LogEvent("s", Instant.EPOCH, "small");

    ring.add(small);
    ring.add(new LogEvent("s", Instant.EPOCH, "x".repeat(80)));

    assertThat(ring.events()).containsExactly(small);
  }

  /** Compares the ring with a queue over many turns of the ring. */
  @Test
  void theOldestEventsAreRemoved() {
    int most = 10_000;
    LogRing ring = new LogRing(most);
    Random random = new Random(7);
    Deque<LogEvent> expected = new ArrayDeque<>();
    int bytes = 0;
    for (int i = 0; i < 3_000; i++) {
      LogEvent event =
          new LogEvent("stream", Instant.ofEpochSecond(i), "m".repeat(random.nextInt(700)));
      ring.add(event);
      expected.add(event);
      bytes += size(event);
      while (bytes > most) {
        bytes -= size(expected.removeFirst());
      }
      if (i % 100 == 0) {
        assertThat(ring.events()).containsExactlyElementsOf(expected);
      }
    }
  }

  private static int size(LogEvent event) {
    return HEAD_BYTES + event.stream().length() + event.message().length();
  }
}
