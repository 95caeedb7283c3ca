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

/**
 * Writes log lines to the console: one per event, {@code time=... level=... event=... key=value}.
 */
final class Logging {
  /** Strong references: the JDK discards a logger's level with an unreferenced logger. */
  private static final List<Logger> OURS =
      List.of(Logger.getLogger("postern"), Logger.getLogger("dev.postern"));

  private Logging() {}

  /** Replaces the JDK's handlers; libraries log at warning and above. */
  static void configure(System.Logger.Level level, PrintStream out) {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(Level.WARNING);
    root.addHandler(new LineHandler(out));
    OURS.forEach(logger -> logger.setLevel(julLevel(level)));
  }

  /** Appends one line; escapes line breaks in the text. */
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
   * Passes events to one thread, which writes all new events together: an event loop that logs
   * never waits for the console. If the thread cannot keep up, events are dropped and counted.
   */
  private static final class LineHandler extends Handler {
    private static final int MAX_QUEUED = 65_536;
    private static final int MAX_BATCH = 1_024;

    private final PrintStream out;
    private final LineFormatter formatter = new LineFormatter();
    private final BlockingQueue<LogRecord> queue = new LinkedBlockingQueue<>(MAX_QUEUED);
    private final AtomicLong dropped = new AtomicLong();

    private LineHandler(PrintStream out) {
      this.out = out;
      Thread.ofPlatform().name("postern-log").daemon().start(this::writeQueue);
    }

    @Override
    public void publish(LogRecord event) {
      if (!queue.offer(event)) {
        dropped.incrementAndGet();
      }
    }

    private void writeQueue() {
      try {
        while (true) {
          LogRecord first = queue.take();
          write(formatter.format(first));
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    /** Writes the start and the queued events. */
    private void write(String start) {
      StringBuilder lines = new StringBuilder(start);
      List<LogRecord> more = new ArrayList<>();
      queue.drainTo(more, MAX_BATCH);
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
      while (!queue.isEmpty()) {
        write("");
      }
    }

    /** Writes the queued events; the JDK calls this at the end of the process. */
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
        // An exception's message may contain text of a client.
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
