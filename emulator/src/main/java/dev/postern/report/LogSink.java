package dev.postern.report;

import java.util.List;

/** Where log events go besides memory. Called by one thread, which it may hold up. */
public interface LogSink {
  /**
   * Takes new events of one group, the oldest first.
   *
   * @param lost how many there were before these that could not be kept until they were taken
   */
  void take(LogGroup group, List<LogEvent> events, long lost);

  /** Nothing more has come for now. */
  default void flush() {}

  /** Nothing more comes. */
  default void close() {}
}
