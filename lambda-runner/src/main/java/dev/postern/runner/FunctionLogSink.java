package dev.postern.runner;

import java.time.Instant;

/**
 * Takes the log lines of functions: what they print and START, END, REPORT. Called from any thread;
 * must not block.
 *
 * <p>Lines of one stream come one at a time and in order. REPORT is an invocation's last line; it
 * comes soon, but not always before its {@link Outcome}, because what a function prints and what it
 * answers travel on different ways.
 */
@FunctionalInterface
public interface FunctionLogSink {
  /**
   * Takes one line.
   *
   * @param stream AWS's log stream name, such as {@code 2026/03/10/[$LATEST]6f0a…}: one a sandbox
   * @param line without line end; holds line ends where the runtime wrote several lines as one
   *     event
   */
  void line(FunctionSpec function, String stream, Instant time, String line);
}
