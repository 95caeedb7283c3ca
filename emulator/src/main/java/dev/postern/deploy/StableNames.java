package dev.postern.deploy;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Names that are random on AWS; here they are the same in each run. */
final class StableNames {
  private StableNames() {}

  /** 32 lower-case hexadecimal digits: log streams, CloudFront distributions. */
  static String hex(String source) {
    return UUID.nameUUIDFromBytes(source.getBytes(StandardCharsets.UTF_8))
        .toString()
        .replace("-", "");
  }
}
