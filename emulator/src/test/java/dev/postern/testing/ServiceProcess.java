package dev.postern.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An AWS service of the module {@code test-servers} in its own process, since its libraries
 * conflict with Postern's.
 */
public final class ServiceProcess implements AutoCloseable {
  private static final Path FOLDER = Path.of("test-servers");
  private static final Path LIBRARIES = FOLDER.resolve(Path.of("target", "lib"));
  private static final String ANNOUNCEMENT = "port=";

  private final Process process;
  private final BufferedReader output;

  private ServiceProcess(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  /**
   * Starts a server; it may not be ready when this returns.
   *
   * @param program a source file of the module, without its extension
   */
  public static ServiceProcess start(String program, String... arguments) {
    if (!Files.isDirectory(LIBRARIES)) {
      throw new IllegalStateException(
          "the servers' libraries are not there: mvn -pl emulator/test-servers pre-integration-test");
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.library.path=" + LIBRARIES,
                "-cp",
                LIBRARIES + File.separator + "*",
                FOLDER.resolve(program + ".java").toString()));
    command.addAll(List.of(arguments));
    try {
      return new ServiceProcess(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
    } catch (IOException e) {
      throw new UncheckedIOException("starting " + program, e);
    }
  }

  /** Waits until the server is ready and returns its URI. Called once. */
  public URI await() {
    try {
      String line;
      while ((line = output.readLine()) != null) {
        if (line.startsWith(ANNOUNCEMENT)) {
          return URI.create("http://localhost:" + line.substring(ANNOUNCEMENT.length()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading what the server prints", e);
    }
    throw new IllegalStateException("the server ended before it was up");
  }

  /** Ends the server by closing its input. */
  @Override
  public void close() {
    process.destroy();
  }
}
