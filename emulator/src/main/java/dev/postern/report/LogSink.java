package dev.postern.report;

import java.util.List;

/** A destination of log events besides memory. Called by one thread, which it may block. */
public interface LogSink {
  /**
   * Takes new events of one group, the oldest first.
   *
   * @param lost number of events before these that were dropped before they could be taken
   */
  void take(LogGroup group, List<LogEvent> events, long lost);

  /** Writes out buffered events; called when no more events are pending. */
  default void flush() {}

  /** Ends the sink; no more events follow. */
  default void close() {}
}
