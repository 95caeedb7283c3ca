package dev.postern.runner.container;

/** Way in which a sandbox ended. */
public sealed interface Exit {
  /** The process exited with a status, including 0. */
  record Status(int code) implements Exit {}

  /** A signal ended the process: killed, out of memory, or crashed. */
  record Signal(int number) implements Exit {}

  /**
   * The sandbox had nothing to run.
   *
   * @param reason AWS's error text
   */
  record InvalidEntrypoint(String reason) implements Exit {
    static InvalidEntrypoint noBootstrap() {
      return new InvalidEntrypoint(
          "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]");
    }
  }

  /**
   * Converts a status as shells, container engines and the JDK report it: 128 plus the signal's
   * number after a signal. Only signals of a crash or a kill count as signals, because runtimes use
   * other numbers above 128 as their own status.
   */
  static Exit ofShellStatus(int status) {
    return switch (status) {
      case 134, 135, 136, 137, 139, 143 -> new Signal(status - 128);
      default -> new Status(status);
    };
  }
}
