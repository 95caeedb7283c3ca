package dev.postern.runner;

import java.time.Instant;

/**
 * Receiver of the log lines of functions: their output and the START, END and REPORT lines. Called
 * from any thread; must not block.
 *
 * <p>Lines of one stream arrive one at a time and in order. REPORT is the last line of an
 * invocation. It can arrive after the {@link Outcome}, because output and response use different
 * connections.
 */
@FunctionalInterface
public interface FunctionLogSink {
  /**
   * Receives one line.
   *
   * @param stream AWS's log stream name, such as {@code 2026/03/10/[$LATEST]6f0a…}; each sandbox
   *     has its own
   * @param line without its line end; contains line ends if the runtime wrote several lines as one
   *     event
   */
  void line(FunctionSpec function, String stream, Instant time, String line);
}
