package dev.postern.runner.container;

import java.util.concurrent.CompletionStage;

/** A running process or container. Safe from any thread. */
public interface Sandbox {
  /** Completes when the sandbox has ended by itself or by {@link #kill}; never exceptionally. */
  CompletionStage<Exit> exit();

  /** Ends the sandbox with all its processes; blocks until they are gone. */
  void kill();

  /** Answers the most memory that it has used so far, in MB; 0 while unknown. Does not block. */
  int memoryMegabytes();
}
