package dev.postern.runner.environment;

import dev.postern.runner.FunctionSpec;
import dev.postern.runner.Outcome;
import dev.postern.runner.container.Exit;
import java.nio.charset.StandardCharsets;

/** Reason why a sandbox did not become ready. */
sealed interface StartFailure {
  /**
   * The runtime reported an error of initialisation.
   *
   * @param error the error object
   */
  record InitError(byte[] error) implements StartFailure {}

  /** The process ended. */
  record Exited(Exit exit) implements StartFailure {}

  /** Initialisation took too long, although sandboxes can reach this process. */
  record TimedOut() implements StartFailure {}

  /**
   * This machine cannot start the sandbox.
   *
   * @param message one line for the user
   */
  record Machine(String message) implements StartFailure {}

  /** Returns the outcome of the invocation that the sandbox was started for. */
  default Outcome outcome(String requestId, FunctionSpec function) {
    return switch (this) {
      case InitError(byte[] error) -> new Outcome.FunctionError(error);
      case Exited(Exit exit) -> new Outcome.FunctionError(Fault.exited(requestId, exit).payload());
      case TimedOut() ->
          new Outcome.TimedOut(Fault.timedOut(requestId, function.timeout()).payload());
      case Machine(String message) -> new Outcome.SandboxFailed(message);
    };
  }

  /** Returns the log line for this failure. */
  default String logLine(String requestId, FunctionSpec function) {
    return switch (this) {
      case InitError(byte[] error) -> new String(error, StandardCharsets.UTF_8);
      case Exited(Exit exit) -> Fault.exited(requestId, exit).logLine();
      case TimedOut() -> Fault.timedOut(requestId, function.timeout()).message();
      case Machine(String message) -> message;
    };
  }

  /** Returns the end of the REPORT and INIT_REPORT lines. */
  default String status() {
    return switch (this) {
      case InitError _ -> "\tStatus: error\tError Type: Runtime.Unknown";
      case Exited(Exit exit) -> "\tStatus: error\tError Type: " + Fault.exited("", exit).type();
      case TimedOut() -> "\tStatus: timeout";
      case Machine _ -> "\tStatus: error\tError Type: Sandbox.Failure";
    };
  }
}
