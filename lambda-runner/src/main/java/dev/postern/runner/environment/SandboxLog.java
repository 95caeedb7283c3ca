package dev.postern.runner.environment;

import dev.postern.runner.FunctionLogSink;
import dev.postern.runner.FunctionSpec;
import dev.postern.runner.container.SandboxPlan;
import dev.postern.runner.container.ShownPaths;
import dev.postern.runner.runtimeapi.RuntimeListener;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One log stream: the output of a sandbox, between START and REPORT of the invocation that printed
 * it.
 *
 * <p>Output arrives through a pipe and responses through the Runtime API, so a response may
 * overtake earlier output. The last lines of an invocation therefore wait until the number of bytes
 * that the runtime reports as printed has arrived, or for a short delay if the runtime does not
 * report it.
 */
final class SandboxLog implements SandboxPlan.Output {
  /** CloudWatch Logs accepts events of up to 256 KB, including 26 bytes of overhead. */
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
  private ShownPaths shown = ShownPaths.AS_THEY_ARE;

  /** Runs a task after a delay. */
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

  /** Sets how paths in the output are shown; called before there is output. */
  synchronized void show(ShownPaths paths) {
    shown = paths;
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

  /** Writes the first line of an invocation. */
  synchronized void begin(String line) {
    close();
    write(line);
  }

  /**
   * Ends an invocation. Writes its last lines after its output.
   *
   * @param lines the last lines
   * @param outputBytes bytes that the sandbox has printed since it started, as the runtime reports,
   *     or {@link RuntimeListener#UNKNOWN}
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

  /** Writes all pending output and lines, then the given lines; the list may be empty. */
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

  /** Writes one event. Runtimes separate the lines of an event by carriage returns. */
  private void endOutputLine() {
    String text = partial.toString(StandardCharsets.UTF_8);
    partial.reset();
    String line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    write(shown.in(line.replace('\r', '\n')));
  }

  private void write(String line) {
    log.line(function, stream, time.instant(), line);
  }
}
