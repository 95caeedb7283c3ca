package dev.postern.runner.container;

/** How a sandbox ended. */
public sealed interface Exit {
  /** By a status of its own, 0 included. */
  record Status(int code) implements Exit {}

  /** By a signal: killed from outside, out of memory, or crashed. */
  record Signal(int number) implements Exit {}

  /**
   * There was nothing to run.
   *
   * @param reason in AWS's words
   */
  record InvalidEntrypoint(String reason) implements Exit {
    static InvalidEntrypoint noBootstrap() {
      return new InvalidEntrypoint(
          "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]");
    }
  }

  /**
   * Reads a status as shells, container engines and the JDK report it: 128 and the signal's number
   * after one. Only signals that a crash or a kill sends are taken for one; runtimes use other
   * numbers above 128 as their own.
   */
  static Exit ofShellStatus(int status) {
    return switch (status) {
      case 134, 135, 136, 137, 139, 143 -> new Signal(status - 128);
      default -> new Status(status);
    };
  }
}
