package dev.postern.app;

import java.io.PrintStream;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Log lines: one an event, {@code time=... level=... event=... key=value}, to the console. */
final class Logging {
  private Logging() {}

  /** Takes the place of the JDK's own handlers; libraries stay at warning and above. */
  static void configure(System.Logger.Level level, PrintStream out) {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(Level.WARNING);
    root.addHandler(new LineHandler(out));
    Logger.getLogger("postern").setLevel(julLevel(level));
  }

  private static Level julLevel(System.Logger.Level level) {
    return switch (level) {
      case ALL, TRACE, DEBUG -> Level.FINE;
      case INFO -> Level.INFO;
      case WARNING -> Level.WARNING;
      case ERROR -> Level.SEVERE;
      case OFF -> Level.OFF;
    };
  }

  private static final class LineHandler extends Handler {
    private final PrintStream out;
    private final Formatter formatter = new LineFormatter();

    private LineHandler(PrintStream out) {
      this.out = out;
    }

    @Override
    public void publish(LogRecord event) {
      out.print(formatter.format(event));
    }

    @Override
    public void flush() {
      out.flush();
    }

    @Override
    public void close() {
      out.flush();
    }
  }

  private static final class LineFormatter extends Formatter {
    @Override
    public String format(LogRecord event) {
      StringBuilder line = new StringBuilder("time=");
      DateTimeFormatter.ISO_INSTANT.formatTo(event.getInstant(), line);
      line.append(" level=").append(name(event.getLevel()));
      String message = formatMessage(event);
      if (!message.startsWith("event=")) {
        line.append(" logger=").append(event.getLoggerName()).append(" message=");
      } else {
        line.append(' ');
      }
      line.append(message.replace("\n", "\\n").replace("\r", "\\r"));
      line.append(System.lineSeparator());
      if (event.getThrown() != null) {
        java.io.StringWriter stack = new java.io.StringWriter();
        event.getThrown().printStackTrace(new java.io.PrintWriter(stack));
        line.append(stack);
      }
      return line.toString();
    }

    private static String name(Level level) {
      if (level.intValue() >= Level.SEVERE.intValue()) {
        return "error";
      }
      if (level.intValue() >= Level.WARNING.intValue()) {
        return "warning";
      }
      return level.intValue() >= Level.INFO.intValue() ? "info" : "debug";
    }
  }
}
