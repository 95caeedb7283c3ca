package dev.postern.edge;

import dev.postern.http.HttpDate;
import java.time.Instant;
import java.time.InstantSource;

/** The {@code Date} header, formatted once a second. Safe from any thread. */
final class DateHeader {
  private record Written(long second, String text) {}

  private final InstantSource clock;
  private volatile Written written = new Written(-1, "");

  DateHeader(InstantSource clock) {
    this.clock = clock;
  }

  String now() {
    Instant now = clock.instant();
    Written last = written;
    if (last.second == now.getEpochSecond()) {
      return last.text;
    }
    String text = HttpDate.format(now);
    written = new Written(now.getEpochSecond(), text);
    return text;
  }
}
