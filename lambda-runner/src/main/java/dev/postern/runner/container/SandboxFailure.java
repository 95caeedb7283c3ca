package dev.postern.runner.container;

/** Thrown if a sandbox cannot be started on this machine; the message is one line for the user. */
public final class SandboxFailure extends Exception {
  private static final long serialVersionUID = 1L;

  public SandboxFailure(String message) {
    super(message);
  }

  public SandboxFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
