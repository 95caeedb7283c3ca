package dev.postern.edge;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

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
    String text = DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atZone(ZoneOffset.UTC));
    written = new Written(now.getEpochSecond(), text);
    return text;
  }
}
