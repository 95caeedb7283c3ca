package dev.postern.report;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private static final String START = "START RequestId: ";
  private static final String REPORT = "REPORT RequestId: ";
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /**
   * A log line.
   *
   * @param functionArn unqualified
   * @param stream AWS's log stream name: one a sandbox
   */
  public record Line(String functionArn, String stream, Instant time, String text) {
    /** Name of the function. */
    public String function() {
      return functionArn.substring(functionArn.lastIndexOf(':') + 1);
    }
  }

  private final Map<String, Deque<Line>> byFunction = new ConcurrentHashMap<>();

  /** By request id; only while somebody waits. */
  private final Map<String, CompletableFuture<Void>> reports = new ConcurrentHashMap<>();

  private final Consumer<Line> console;

  public FunctionLogs(Consumer<Line> console) {
    this.console = console;
  }

  public void add(Line line) {
    console.accept(line);
    byFunction.compute(
        line.functionArn(),
        (_, kept) -> {
          Deque<Line> lines = kept == null ? new ArrayDeque<>() : kept;
          if (lines.size() == LINES_KEPT) {
            lines.removeFirst();
          }
          lines.addLast(line);
          return lines;
        });
    reported(line.text());
  }

  /**
   * The kept lines of a function, oldest first; empty when it has printed none.
   *
   * @param function unqualified ARN, or a name: then of all functions of that name, whatever their
   *     account and region
   */
  public List<Line> of(String function) {
    if (function.startsWith("arn:")) {
      return lines(function);
    }
    return byFunction.keySet().stream()
        .filter(arn -> arn.endsWith(":" + function))
        .flatMap(arn -> lines(arn).stream())
        .sorted(Comparator.comparing(Line::time))
        .toList();
  }

  private List<Line> lines(String functionArn) {
    List<Line> copy = new ArrayList<>();
    byFunction.computeIfPresent(
        functionArn,
        (_, lines) -> {
          copy.addAll(lines);
          return lines;
        });
    return copy;
  }

  /**
   * The end of what an invocation has printed, from its START line on. Its last line, REPORT, may
   * come a moment after the invocation's outcome: waits for it, but not long.
   *
   * @param most bytes, of UTF-8
   */
  public String tail(String functionArn, String requestId, int most) {
    CompletableFuture<Void> report =
        reports.computeIfAbsent(requestId, _ -> new CompletableFuture<>());
    try {
      if (!printed(functionArn, requestId).contains(REPORT + requestId)) {
        report.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (TimeoutException | ExecutionException _) {
      // A sandbox that is gone reports no more: what there is has to do.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      reports.remove(requestId);
    }
    byte[] bytes = printed(functionArn, requestId).getBytes(StandardCharsets.UTF_8);
    int start = Math.max(0, bytes.length - most);
    return new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
  }

  private String printed(String functionArn, String requestId) {
    StringBuilder text = new StringBuilder();
    String stream = null;
    for (Line line : lines(functionArn)) {
      if (line.text().startsWith(START + requestId)) {
        stream = line.stream();
        text.setLength(0);
      }
      if (line.stream().equals(stream)) {
        text.append(line.text()).append('\n');
      }
    }
    return text.toString();
  }

  /** Wakes who waits for the end of this invocation's lines. */
  private void reported(String line) {
    if (reports.isEmpty() || !line.startsWith(REPORT)) {
      return;
    }
    int end = line.indexOf('\t');
    CompletableFuture<Void> waiting =
        reports.get(line.substring(REPORT.length(), end < 0 ? line.length() : end).strip());
    if (waiting != null) {
      waiting.complete(null);
    }
  }

  public void clear() {
    byFunction.clear();
  }
}
