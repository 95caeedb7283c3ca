package dev.postern.app;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Log lines: one an event, {@code time=... level=... event=... key=value}, to the console. */
final class Logging {
  /** Held: the JDK forgets a logger's level when nobody holds the logger. */
  private static final List<Logger> OURS =
      List.of(Logger.getLogger("postern"), Logger.getLogger("dev.postern"));

  private Logging() {}

  /** Takes the place of the JDK's own handlers; libraries stay at warning and above. */
  static void configure(System.Logger.Level level, PrintStream out) {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(Level.WARNING);
    root.addHandler(new LineHandler(out));
    OURS.forEach(logger -> logger.setLevel(julLevel(level)));
  }

  /** Appends a line, whatever the text has in it. */
  static void line(StringBuilder lines, Instant time, String level, String text) {
    lines.append("time=");
    DateTimeFormatter.ISO_INSTANT.formatTo(time.truncatedTo(ChronoUnit.MILLIS), lines);
    lines.append(" level=").append(level).append(' ');
    lines.append(text.replace("\n", "\\n").replace("\r", "\\r"));
    lines.append(System.lineSeparator());
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

  /**
   * Hands events to one thread that writes what has come since in one go: an event loop that logs
   * never waits for the console. When it cannot keep up, events are dropped and counted.
   */
  private static final class LineHandler extends Handler {
    private static final int MOST_WAITING = 65_536;
    private static final int MOST_AT_ONCE = 1_024;

    private final PrintStream out;
    private final LineFormatter formatter = new LineFormatter();
    private final BlockingQueue<LogRecord> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicLong dropped = new AtomicLong();

    private LineHandler(PrintStream out) {
      this.out = out;
      Thread.ofPlatform().name("postern-log").daemon().start(this::writeForEver);
    }

    @Override
    public void publish(LogRecord event) {
      if (!waiting.offer(event)) {
        dropped.incrementAndGet();
      }
    }

    private void writeForEver() {
      try {
        while (true) {
          LogRecord first = waiting.take();
          write(formatter.format(first));
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    /** Writes the start and what else is waiting. */
    private void write(String start) {
      StringBuilder lines = new StringBuilder(start);
      List<LogRecord> more = new ArrayList<>();
      waiting.drainTo(more, MOST_AT_ONCE);
      more.forEach(event -> lines.append(formatter.format(event)));
      long lost = dropped.getAndSet(0);
      if (lost > 0) {
        lines.append("level=warning event=log-events-dropped count=").append(lost);
        lines.append(System.lineSeparator());
      }
      out.print(lines);
      out.flush();
    }

    @Override
    public void flush() {
      while (!waiting.isEmpty()) {
        write("");
      }
    }

    /** Called by the JDK at the end of the process. */
    @Override
    public void close() {
      flush();
    }
  }

  private static final class LineFormatter extends Formatter {
    @Override
    public String format(LogRecord event) {
      String message = formatMessage(event);
      String text =
          message.startsWith("event=")
              ? message
              : "logger=" + event.getLoggerName() + " message=" + message;
      StringBuilder line = new StringBuilder();
      Logging.line(line, event.getInstant(), name(event.getLevel()), text);
      if (event.getThrown() != null) {
        StringWriter stack = new StringWriter();
        event.getThrown().printStackTrace(new PrintWriter(stack));
        // The message of a fault may hold what a client has sent.
        line.append(stack.toString().strip().replace("\r", "").replace("\n", "\n\t"));
        line.append(System.lineSeparator());
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
