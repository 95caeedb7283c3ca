package dev.postern.runner;

import java.time.Instant;

/**
 * Takes the log lines of functions: what they print and START, END, REPORT. Called from any thread;
 * must not block.
 */
@FunctionalInterface
public interface FunctionLog {
  /**
   * Takes one line.
   *
   * @param stream AWS's log stream name, such as {@code 2026/03/10/[$LATEST]6f0a…}: one a sandbox
   * @param line without line end
   */
  void line(FunctionSpec function, String stream, Instant time, String line);
}
