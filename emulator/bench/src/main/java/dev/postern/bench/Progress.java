package dev.postern.bench;

/** Tells on standard error what is being done: standard output is for the results. */
@FunctionalInterface
interface Progress {
  void say(String line);
}
