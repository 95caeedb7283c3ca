package dev.postern.runner.container;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A sandbox that had nothing to run. */
record NeverStarted(Exit reason) implements Sandbox {
  @Override
  public CompletionStage<Exit> exit() {
    return CompletableFuture.completedFuture(reason);
  }

  @Override
  public void kill() {
    // Nothing runs.
  }

  @Override
  public int memoryMegabytes() {
    return 0;
  }
}
