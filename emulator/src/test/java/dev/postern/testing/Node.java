package dev.postern.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs scripts with the Node.js of this machine. */
public final class Node {
  private static final int PATIENCE_SECONDS = 60;

  private Node() {}

  public static boolean isThere() {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Stream.of(path.split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
  }

  /** What a script prints; it runs in a folder, from which it requires files. */
  public static String run(Path folder, String script) {
    try {
      Path file = Files.writeString(folder.resolve("script.js"), script);
      Path output = folder.resolve("output");
      Process node =
          new ProcessBuilder("node", file.toString())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = node.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      node.destroyForcibly();
      String printed = Files.readString(output, UTF_8).strip();
      if (!ended || node.exitValue() != 0) {
        throw new AssertionError("the script did not end well:\n" + printed);
      }
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
