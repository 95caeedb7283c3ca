package dev.postern.app;

import java.io.PrintStream;

/** Starts Postern. Exit codes: 0 after a clean end, 2 for a wrong setting or a port in use. */
public final class Main {
  private static final int WRONG_USE = 2;

  private Main() {}

  public static void main(String[] arguments) {
    PrintStream out = System.out;
    try {
      // No pattern switch: the JVM would generate a class for it at each start.
      CommandLine.Request request = new CommandLine(System.getenv()).read(arguments);
      if (request instanceof CommandLine.Request.Run(Settings settings)) {
        run(settings, out);
      } else if (request instanceof CommandLine.Request.Print(String text)) {
        out.print(text);
      } else if (request instanceof CommandLine.Request.Train(Settings settings)) {
        train(settings);
      }
    } catch (Setting.WrongSetting e) {
      System.err.println("postern: " + e.getMessage());
      System.exit(WRONG_USE);
    }
  }

  private static void run(Settings settings, PrintStream out) {
    Logging.configure(settings.logLevel(), System.err);
    Postern postern = Postern.start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(postern::close, "postern-shutdown"));
    out.println("Lambda engine: " + postern.lambdaEngine());
    postern.otherServices().ifPresent(out::println);
    out.println("Endpoint: " + postern.endpoint());
    // Alone on its line: Testcontainers' LocalStack modules wait for exactly this line.
    out.println("Ready.");
    out.flush();
    var _ = postern.startTls();
  }

  private static void train(Settings settings) {
    Logging.configure(settings.logLevel(), System.err);
    try (Postern postern = Postern.start(settings)) {
      Training.run(postern.endpoint());
    }
  }

  /** Returns the version in the jar's manifest, or {@code dev} when run from class files. */
  static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
