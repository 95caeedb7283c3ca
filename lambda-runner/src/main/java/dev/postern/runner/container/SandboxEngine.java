package dev.postern.runner.container;

import dev.postern.runner.FunctionSpec;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Engine that starts sandboxes. Thread-safe; all methods except {@link #takesArchive} may block.
 */
public interface SandboxEngine extends AutoCloseable {
  /** Returns whether this engine takes code as a tar file and not as a folder. */
  boolean takesArchive();

  /**
   * Returns the address at which sandboxes reach this process.
   *
   * @throws SandboxFailure if it cannot be determined
   */
  HostAddress address() throws SandboxFailure;

  /**
   * Fetches the image or finds the interpreter that the function's sandboxes need.
   *
   * @throws SandboxFailure if it is not available
   */
  void prepare(FunctionSpec function) throws SandboxFailure;

  /**
   * Starts a sandbox; returns as soon as its process runs.
   *
   * @throws SandboxFailure if it cannot be started on this machine
   */
  Sandbox start(SandboxPlan plan) throws SandboxFailure;

  /**
   * Returns how paths in the output and in the errors of a sandbox are shown.
   *
   * @param code as in {@link SandboxPlan#code}
   */
  default ShownPaths shownPaths(@Nullable Path code) {
    return ShownPaths.AS_THEY_ARE;
  }

  /** Kills the remaining sandboxes of this engine. */
  @Override
  void close();
}
