package dev.postern.runner.environment;

import dev.postern.runner.container.SandboxEngine;
import dev.postern.runner.container.SandboxFailure;

/** Provider of the sandbox engine, which is created when a function first needs it. Thread-safe. */
interface EngineSource extends AutoCloseable {
  /** Returns one line that names the engine; blocks for at most two seconds. */
  String description();

  /**
   * Returns the engine. The first call creates it and blocks. After a failure the next call tries
   * again.
   *
   * @throws SandboxFailure if it cannot be created
   */
  SandboxEngine get() throws SandboxFailure;

  /** Closes the engine if there is one. */
  @Override
  void close();
}
