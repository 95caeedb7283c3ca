package dev.postern.runner.container;

import dev.postern.runner.FunctionSpec;

/** Starts sandboxes. Safe from any thread; all methods but {@link #takesArchive} may block. */
public interface SandboxEngine extends AutoCloseable {
  /** Whether code is wanted as a tar file rather than as a folder. */
  boolean takesArchive();

  /**
   * Answers where sandboxes reach this process.
   *
   * @throws SandboxFailure when that cannot be found out
   */
  HostAddress address() throws SandboxFailure;

  /**
   * Fetches what the function's sandboxes need and what may take long: an image, an interpreter.
   *
   * @throws SandboxFailure when it is not to be had
   */
  void prepare(FunctionSpec function) throws SandboxFailure;

  /**
   * Starts a sandbox; returns as soon as its process runs.
   *
   * @throws SandboxFailure when it cannot be started on this machine
   */
  Sandbox start(SandboxPlan plan) throws SandboxFailure;

  /** Ends what is left of this engine's sandboxes. */
  @Override
  void close();
}
