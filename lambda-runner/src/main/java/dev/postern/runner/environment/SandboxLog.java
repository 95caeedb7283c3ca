package dev.postern.runner.environment;

import dev.postern.runner.FunctionLogSink;
import dev.postern.runner.FunctionSpec;
import dev.postern.runner.container.SandboxPlan;
import dev.postern.runner.runtimeapi.RuntimeListener;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One log stream: what the sandbox prints, between START and REPORT of the invocation that printed
 * it.
 *
 * <p>Output comes by a pipe and answers by the Runtime API, so that an answer may overtake what was
 * printed before it. An invocation's last lines therefore wait until as many bytes have come as the
 * runtime says it has printed; where it says nothing, for a moment.
 */
final class SandboxLog implements SandboxPlan.Output {
  /** CloudWatch Logs takes events of up to 256 KB, 26 bytes of which are its own. */
  private static final int MAX_EVENT_BYTES = 262_118;

  private static final Duration UNCOUNTED_OUTPUT_DELAY = Duration.ofMillis(20);
  private static final Duration MAX_OUTPUT_DELAY = Duration.ofMillis(500);

  private final FunctionSpec function;
  private final String stream;
  private final FunctionLogSink log;
  private final InstantSource time;
  private final Scheduler scheduler;
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream(256);
  private long printedBytes;
  private @Nullable Closing closing;

  /** Runs something after a while. */
  @FunctionalInterface
  interface Scheduler {
    void run(Runnable task, Duration delay);
  }

  private record Closing(List<String> lines, long outputBytes) {}

  SandboxLog(
      FunctionSpec function,
      String stream,
      FunctionLogSink log,
      InstantSource time,
      Scheduler scheduler) {
    this.function = function;
    this.stream = stream;
    this.log = log;
    this.time = time;
    this.scheduler = scheduler;
  }

  String stream() {
    return stream;
  }

  @Override
  public synchronized void bytes(byte[] buffer, int offset, int length) {
    printedBytes += length;
    for (int i = offset; i < offset + length; i++) {
      if (buffer[i] == '\n') {
        endOutputLine();
      } else {
        partial.write(buffer[i]);
        if (partial.size() >= MAX_EVENT_BYTES) {
          endOutputLine();
        }
      }
    }
    if (closing != null && printedBytes >= closing.outputBytes()) {
      close();
    }
  }

  /** An invocation begins with the line. */
  synchronized void begin(String line) {
    close();
    write(line);
  }

  /**
   * An invocation has ended.
   *
   * @param lines its last ones
   * @param outputBytes how much the sandbox has printed since it started, as its runtime says, or
   *     {@link RuntimeListener#UNKNOWN}
   */
  synchronized void end(List<String> lines, long outputBytes) {
    boolean known = outputBytes != RuntimeListener.UNKNOWN;
    closing = new Closing(lines, known ? outputBytes : Long.MAX_VALUE);
    if (known && printedBytes >= outputBytes) {
      close();
    } else {
      Closing mine = closing;
      scheduler.run(() -> closeIf(mine), known ? MAX_OUTPUT_DELAY : UNCOUNTED_OUTPUT_DELAY);
    }
  }

  /** Writes lines, none perhaps, after all that has been printed or was still to be written. */
  synchronized void lines(List<String> lines) {
    close();
    endPartialLine();
    lines.forEach(this::write);
  }

  private synchronized void closeIf(Closing expected) {
    if (expected.equals(closing)) {
      close();
    }
  }

  private void close() {
    Closing ending = closing;
    if (ending == null) {
      return;
    }
    closing = null;
    endPartialLine();
    ending.lines().forEach(this::write);
  }

  private void endPartialLine() {
    if (partial.size() > 0) {
      endOutputLine();
    }
  }

  /** Runtimes write an event of several lines with carriage returns between them. */
  private void endOutputLine() {
    String text = partial.toString(StandardCharsets.UTF_8);
    partial.reset();
    String line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    write(line.replace('\r', '\n'));
  }

  private void write(String line) {
    log.line(function, stream, time.instant(), line);
  }
}
