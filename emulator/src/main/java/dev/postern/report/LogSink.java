package dev.postern.report;

import java.util.List;

/** Where log events go besides memory. Called from any thread; must not block. */
@FunctionalInterface
public interface LogSink {
  /** Takes events of one group, the oldest first. */
  void add(LogGroup group, List<LogEvent> events);
}
