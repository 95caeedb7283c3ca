package dev.postern.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The last lines of each function's log, and the console they are printed on as they come. Safe
 * from any thread.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-view.html">
 *     View CloudWatch Logs for Lambda functions</a>
 */
public final class FunctionLogs {
  private static final int LINES_KEPT = 2_000;

  /**
   * A log line.
   *
   * @param function name
   * @param stream AWS's log stream name: one a sandbox
   */
  public record Line(String function, String stream, Instant time, String text) {}

  private final Map<String, Deque<Line>> byFunction = new ConcurrentHashMap<>();
  private final Consumer<Line> console;

  public FunctionLogs(Consumer<Line> console) {
    this.console = console;
  }

  public void add(Line line) {
    console.accept(line);
    byFunction.compute(
        line.function(),
        (_, kept) -> {
          Deque<Line> lines = kept == null ? new ArrayDeque<>() : kept;
          if (lines.size() == LINES_KEPT) {
            lines.removeFirst();
          }
          lines.addLast(line);
          return lines;
        });
  }

  /** The kept lines of a function, oldest first; empty when it has printed none. */
  public List<Line> of(String function) {
    List<Line> copy = new ArrayList<>();
    byFunction.computeIfPresent(
        function,
        (_, lines) -> {
          copy.addAll(lines);
          return lines;
        });
    return copy;
  }

  /**
   * The end of what an invocation has printed, from its START line on.
   *
   * @param most bytes, of UTF-8
   */
  public String tail(String function, String requestId, int most) {
    StringBuilder text = new StringBuilder();
    String stream = null;
    for (Line line : of(function)) {
      if (line.text().startsWith("START RequestId: " + requestId)) {
        stream = line.stream();
        text.setLength(0);
      }
      if (line.stream().equals(stream)) {
        text.append(line.text()).append('\n');
      }
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    int start = Math.max(0, bytes.length - most);
    return new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
  }

  public void clear() {
    byFunction.clear();
  }
}
