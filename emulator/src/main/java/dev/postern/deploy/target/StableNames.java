package dev.postern.deploy.target;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Names that are random on AWS and derived here, so that they are the same in each run. */
public final class StableNames {
  private StableNames() {}

  /** Returns 32 lower-case hexadecimal digits: for log streams, CloudFront distributions. */
  public static String hex(String source) {
    return UUID.nameUUIDFromBytes(source.getBytes(StandardCharsets.UTF_8))
        .toString()
        .replace("-", "");
  }
}
