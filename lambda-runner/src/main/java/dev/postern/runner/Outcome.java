package dev.postern.runner;

/** Result of an invocation. Payloads are JSON, as in Lambda's Invoke response. */
public sealed interface Outcome {
  /** The function returned. */
  record Success(byte[] payload) implements Outcome {}

  /**
   * The function, its initialisation or its process failed, or the response was too large.
   *
   * @param payload the error object
   */
  record FunctionError(byte[] payload) implements Outcome {}

  /**
   * The function did not respond within its timeout.
   *
   * @param payload the error object
   */
  record TimedOut(byte[] payload) implements Outcome {}

  /**
   * No sandbox was free and the limit was reached: Lambda's 429 {@code TooManyRequestsException}.
   */
  record Throttled(String reason) implements Outcome {}

  /**
   * This machine could not start the sandbox: an interpreter, an image or the engine is missing.
   *
   * @param message one line for the user that names what is missing and what to install or set
   */
  record SandboxFailed(String message) implements Outcome {}
}
