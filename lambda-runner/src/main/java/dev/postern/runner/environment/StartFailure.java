package dev.postern.runner.environment;

import dev.postern.runner.FunctionSpec;
import dev.postern.runner.Outcome;
import dev.postern.runner.container.Exit;
import java.nio.charset.StandardCharsets;

/** Why a sandbox never asked for work. */
sealed interface StartFailure {
  /** The runtime said so itself; its error object. */
  record InitError(byte[] error) implements StartFailure {}

  /** Its process ended. */
  record Exited(Exit exit) implements StartFailure {}

  /** It took too long, though sandboxes do reach us. */
  record TimedOut() implements StartFailure {}

  /** This machine cannot start it; one line for the user. */
  record Machine(String message) implements StartFailure {}

  /** What the invocation hears that the sandbox was started for. */
  default Outcome outcome(String requestId, FunctionSpec function) {
    return switch (this) {
      case InitError(byte[] error) -> new Outcome.FunctionError(error);
      case Exited(Exit exit) -> new Outcome.FunctionError(Fault.exited(requestId, exit).payload());
      case TimedOut() ->
          new Outcome.TimedOut(Fault.timedOut(requestId, function.timeout()).payload());
      case Machine(String message) -> new Outcome.SandboxFailed(message);
    };
  }

  /** What the log says of it. */
  default String logLine(String requestId, FunctionSpec function) {
    return switch (this) {
      case InitError(byte[] error) -> new String(error, StandardCharsets.UTF_8);
      case Exited(Exit exit) -> Fault.exited(requestId, exit).logLine();
      case TimedOut() -> Fault.timedOut(requestId, function.timeout()).message();
      case Machine(String message) -> message;
    };
  }

  /** How REPORT and INIT_REPORT end. */
  default String status() {
    return switch (this) {
      case InitError _ -> "\tStatus: error\tError Type: Runtime.Unknown";
      case Exited(Exit exit) -> "\tStatus: error\tError Type: " + Fault.exited("", exit).type();
      case TimedOut() -> "\tStatus: timeout";
      case Machine _ -> "\tStatus: error\tError Type: Sandbox.Failure";
    };
  }
}
