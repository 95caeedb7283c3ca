package dev.postern.bench;

import java.io.IOException;

/** Puts load on a server: 32 connections, each asking again as soon as it is answered. */
interface Load {
  int CONNECTIONS = 32;

  /** One line that says what it is. */
  String description();

  /** Runs for so many seconds. */
  Sample run(Target target, int seconds) throws IOException, InterruptedException;
}
