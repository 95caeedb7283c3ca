package dev.postern.runner.container;

import java.util.concurrent.CompletionStage;

/** A running process or container. Thread-safe. */
public interface Sandbox {
  /**
   * Returns a stage that completes when the sandbox has ended, also by {@link #kill}; never
   * exceptionally.
   */
  CompletionStage<Exit> exit();

  /** Kills all processes of the sandbox; blocks until they are gone. */
  void kill();

  /** Returns the maximum memory used so far, in MB; 0 while unknown. Does not block. */
  int memoryMegabytes();
}
