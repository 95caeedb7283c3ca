package dev.postern.app;

import dev.postern.report.FunctionLogs;
import dev.postern.report.LogEvent;
import dev.postern.report.LogGroup;
import dev.postern.report.LogSink;
import java.io.PrintStream;
import java.util.List;

/** Prints what groups get, in the form of Postern's own lines. */
record ConsoleLog(PrintStream out) implements LogSink {
  private static final int MOST_AT_ONCE = 1 << 16;

  @Override
  public void take(LogGroup group, List<LogEvent> events, long lost) {
    String start =
        group.name().startsWith(FunctionLogs.PREFIX)
            ? "event=function-log function=" + group.name().substring(FunctionLogs.PREFIX.length())
            : "event=api-log group=" + group.name();
    StringBuilder lines = new StringBuilder();
    for (LogEvent event : events) {
      Logging.line(
          lines,
          event.time(),
          "info",
          start + " stream=" + event.stream() + " line=" + event.message());
      if (lines.length() > MOST_AT_ONCE) {
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
