package dev.postern.runner.environment;

import dev.postern.runner.container.SandboxEngine;
import dev.postern.runner.container.SandboxFailure;

/** Has the sandbox engine, or will have it when a function needs it. Safe from any thread. */
interface EngineSource extends AutoCloseable {
  /** One line that says which engine it is; blocks for two seconds at most. */
  String description();

  /**
   * Answers the engine; makes it the first time, which blocks. A failure is not kept: the next call
   * tries again.
   *
   * @throws SandboxFailure when it cannot be made
   */
  SandboxEngine get() throws SandboxFailure;

  /** Closes the engine if there is one. */
  @Override
  void close();
}
