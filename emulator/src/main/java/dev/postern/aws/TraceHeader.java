package dev.postern.aws;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Values of the header {@code X-Amzn-Trace-Id}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader">
 *     X-Ray concepts: Tracing header</a>
 */
public final class TraceHeader {
  public static final String NAME = "X-Amzn-Trace-Id";

  private TraceHeader() {}

  /**
   * Returns the header that was sent if it has a root. Otherwise returns a new root, {@code
   * Root=1-{8 hex: epoch seconds}-{24 hex}}.
   */
  public static String rooted(@Nullable String sent, Instant received, Ids ids) {
    return sent != null && sent.contains("Root=")
        ? sent
        : "Root=1-" + Integer.toHexString((int) received.getEpochSecond()) + "-" + ids.hex(24);
  }

  /** Returns the header with the parts that it lacks: a parent and a decision not to sample. */
  public static String complete(String rooted, Ids ids) {
    String whole = rooted.contains("Parent=") ? rooted : rooted + ";Parent=" + ids.hex(16);
    return whole.contains("Sampled=") ? whole : whole + ";Sampled=0";
  }
}
