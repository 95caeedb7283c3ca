package dev.postern.deploy.rest;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The execution log of a test invocation, in the format of its response. Lines may come from any
 * thread, one at a time.
 */
public final class DraftLog {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();

  public DraftLog(InstantSource clock) {
    this.clock = clock;
  }

  /** Adds a line with the current time. */
  public void add(String line) {
    lines.add(TIME.format(clock.instant()) + " : " + line + "\n");
  }

  /** Returns the whole log. */
  public String text(String requestId) {
    return "Execution log for request " + requestId + "\n" + String.join("", lines);
  }
}
