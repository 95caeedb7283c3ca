package dev.postern.runner.environment;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.postern.runner.container.Exit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * An error of a sandbox, with Lambda's error type and message.
 *
 * @param type such as {@code Runtime.ExitError}
 * @param message in Lambda's format, with the request id
 */
record Fault(String type, String message) {
  private static final List<String> SIGNALS =
      List.of(
          "hangup",
          "interrupt",
          "quit",
          "illegal instruction",
          "trace/breakpoint trap",
          "aborted",
          "bus error",
          "floating point exception",
          "killed",
          "user defined signal 1",
          "segmentation fault",
          "user defined signal 2",
          "broken pipe",
          "alarm clock",
          "terminated");

  static Fault timedOut(String requestId, Duration timeout) {
    return new Fault(
        "Sandbox.Timedout", "RequestId: " + requestId + " Error: " + taskTimedOut(timeout));
  }

  /** Returns a text such as {@code Task timed out after 3.00 seconds}. */
  static String taskTimedOut(Duration timeout) {
    double seconds = timeout.toMillis() / 1000.0;
    return String.format(Locale.ROOT, "Task timed out after %.2f seconds", seconds);
  }

  static Fault exited(String requestId, Exit exit) {
    return switch (exit) {
      case Exit.Status(int code) ->
          exitError(
              requestId,
              code == 0
                  ? "Runtime exited without providing a reason"
                  : "Runtime exited with error: exit status " + code);
      case Exit.Signal(int number) ->
          exitError(requestId, "Runtime exited with error: signal: " + signal(number));
      case Exit.InvalidEntrypoint(String reason) ->
          new Fault("Runtime.InvalidEntrypoint", "RequestId: " + requestId + " Error: " + reason);
    };
  }

  /** Returns the error for a runtime that aborted a stream and continues to run. */
  static Fault truncatedResponse(String requestId) {
    return new Fault(
        "Runtime.TruncatedResponse", "RequestId: " + requestId + " Error: Response was truncated");
  }

  static Fault responseTooLarge(long maxBytes) {
    return new Fault(
        "Function.ResponseSizeTooLarge",
        "Response payload size exceeded maximum allowed payload size (" + maxBytes + " bytes).");
  }

  private static Fault exitError(String requestId, String reason) {
    return new Fault("Runtime.ExitError", "RequestId: " + requestId + " Error: " + reason);
  }

  private static String signal(int number) {
    return number >= 1 && number <= SIGNALS.size() ? SIGNALS.get(number - 1) : "signal " + number;
  }

  /** Returns the log line for this error. */
  String logLine() {
    return message + "\n" + type;
  }

  /** Returns the end of the REPORT line. */
  String reportStatus() {
    return "\tStatus: error\tError Type: " + type;
  }

  /** Returns the error object of the Invoke response. */
  byte[] payload() {
    String json = "{\"errorType\":" + quoted(type) + ",\"errorMessage\":" + quoted(message) + "}";
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
