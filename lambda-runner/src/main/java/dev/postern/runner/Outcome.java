package dev.postern.runner;

/** How an invocation ended. Payloads are JSON as Lambda's Invoke answers them. */
public sealed interface Outcome {
  /** The function returned. */
  record Success(byte[] payload) implements Outcome {}

  /**
   * public * The function, its initialisation or its process failed, or its answer was too large;
   * the error object.
   */
  record FunctionError(byte[] payload) implements Outcome {}

  /** The function did not answer within its timeout; the error object. */
  record TimedOut(byte[] payload) implements Outcome {}

  /**
   * No sandbox was free and no further one was allowed: Lambda's 429 {@code
   * TooManyRequestsException}.
   */
  record Throttled(String reason) implements Outcome {}

  /**
   * The sandbox could not be started for a reason of this machine: an interpreter, an image or the
   * engine is missing.
   *
   * @param message one line for the user: what is missing and what to install or set
   */
  record SandboxFailed(String message) implements Outcome {}
}
