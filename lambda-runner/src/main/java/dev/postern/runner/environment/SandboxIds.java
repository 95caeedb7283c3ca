package dev.postern.runner.environment;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Generator of ids of sandboxes and names of their log streams. Thread-safe. */
final class SandboxIds {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

  private final RandomGenerator random;

  SandboxIds(RandomGenerator random) {
    this.random = random;
  }

  /** Returns an id of 32 hexadecimal digits. */
  synchronized String next() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  /** Returns a name such as {@code 2026/03/10/[$LATEST]}, followed by the id. */
  static String logStream(Instant now, String version, String id) {
    return DAY.format(now) + "/[" + version + "]" + id;
  }
}
