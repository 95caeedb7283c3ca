package dev.postern.runner.environment;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes the ids of sandboxes and of their log streams. Safe from any thread. */
final class SandboxIds {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

  private final RandomGenerator random;

  SandboxIds(RandomGenerator random) {
    this.random = random;
  }

  /** Thirty-two hexadecimal digits. */
  synchronized String next() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  /** Such as {@code 2026/03/10/[$LATEST]} and the id. */
  static String logStream(Instant now, String version, String id) {
    return DAY.format(now) + "/[" + version + "]" + id;
  }
}
