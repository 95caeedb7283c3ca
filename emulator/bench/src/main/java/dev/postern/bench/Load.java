package dev.postern.bench;

import java.io.IOException;

/** Puts load on a server: connections that each ask again as soon as they are answered. */
interface Load {
  /** One line that says what it is. */
  String description();

  /**
   * Runs for so many seconds.
   *
   * @param connections that ask at once
   */
  Sample run(Target target, int connections, int seconds) throws IOException, InterruptedException;
}
