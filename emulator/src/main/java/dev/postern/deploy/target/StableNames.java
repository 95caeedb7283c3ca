package dev.postern.deploy.target;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Names that are random on AWS; here they are the same in each run. */
public final class StableNames {
  private StableNames() {}

  /** 32 lower-case hexadecimal digits: log streams, CloudFront distributions. */
  public static String hex(String source) {
    return UUID.nameUUIDFromBytes(source.getBytes(StandardCharsets.UTF_8))
        .toString()
        .replace("-", "");
  }
}
