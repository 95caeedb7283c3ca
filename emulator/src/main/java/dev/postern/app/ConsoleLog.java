package dev.postern.app;

import dev.postern.report.LambdaLogs;
import dev.postern.report.LogEvent;
import dev.postern.report.LogGroup;
import dev.postern.report.LogSink;
import java.io.PrintStream;
import java.util.List;

/** Prints the events of log groups in the format of Postern's own log lines. */
record ConsoleLog(PrintStream out) implements LogSink {
  private static final int MAX_BATCH_CHARACTERS = 1 << 16;

  @Override
  public void take(LogGroup group, List<LogEvent> events, long lost) {
    String start =
        group.name().startsWith(LambdaLogs.PREFIX)
            ? "event=function-log function=" + group.name().substring(LambdaLogs.PREFIX.length())
            : "event=api-log group=" + group.name();
    StringBuilder lines = new StringBuilder();
    for (LogEvent event : events) {
      Logging.line(
          lines,
          event.time(),
          "info",
          start + " stream=" + event.stream() + " line=" + event.message());
      if (lines.length() > MAX_BATCH_CHARACTERS) {
        out.print(lines);
        lines.setLength(0);
      }
    }
    if (lost > 0) {
      lines.append("level=warning event=log-events-dropped group=").append(group.name());
      lines.append(" count=").append(lost).append(System.lineSeparator());
    }
    out.print(lines);
  }

  @Override
  public void flush() {
    out.flush();
  }
}
