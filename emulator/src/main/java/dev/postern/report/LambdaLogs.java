package dev.postern.report;

import dev.postern.aws.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The logs of Lambda functions, in the log groups that Lambda uses. Safe from any thread.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-view.html">
 *     View CloudWatch Logs for Lambda functions</a>
 */
public final class LambdaLogs {
  /** Prefix of the names of functions' log groups. */
  public static final String PREFIX = "/aws/lambda/";

  private static final String START = "START RequestId: ";
  private static final String REPORT = "REPORT RequestId: ";
  private static final Duration REPORT_TIMEOUT = Duration.ofSeconds(1);

  /** Pending waits for REPORT lines, by request id. */
  private final Map<String, CompletableFuture<Void>> reports = new ConcurrentHashMap<>();

  private final LogGroups groups;

  public LambdaLogs(LogGroups groups) {
    this.groups = groups;
  }

  /**
   * Adds a line.
   *
   * @param stream AWS's log stream name, one per sandbox
   */
  public void add(Caller owner, String function, String stream, Instant time, String line) {
    groups.add(group(owner, function), List.of(new LogEvent(stream, time, line)));
    reported(line);
  }

  /**
   * Returns the end of an invocation's log, from its START line on. The last line, REPORT, may come
   * shortly after the invocation's outcome; waits for it for one second at most.
   *
   * @param maxBytes of UTF-8
   */
  public String tail(Caller owner, String function, String requestId, int maxBytes) {
    LogGroup group = group(owner, function);
    CompletableFuture<Void> report =
        reports.computeIfAbsent(requestId, _ -> new CompletableFuture<>());
    try {
      if (!printed(group, requestId).contains(REPORT + requestId)) {
        report.get(REPORT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (TimeoutException | ExecutionException _) {
      // A stopped sandbox writes no REPORT line: return the lines that exist.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      reports.remove(requestId);
    }
    byte[] bytes = printed(group, requestId).getBytes(StandardCharsets.UTF_8);
    int start = Math.max(0, bytes.length - maxBytes);
    return new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
  }

  private String printed(LogGroup group, String requestId) {
    StringBuilder text = new StringBuilder();
    String stream = null;
    for (LogEvent event : groups.events(group)) {
      if (event.message().startsWith(START + requestId)) {
        stream = event.stream();
        text.setLength(0);
      }
      if (event.stream().equals(stream)) {
        text.append(event.message()).append('\n');
      }
    }
    return text.toString();
  }

  /** Completes the wait for a REPORT line. */
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

  private static LogGroup group(Caller owner, String function) {
    return new LogGroup(owner, PREFIX + function);
  }
}
