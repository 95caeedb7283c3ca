package dev.postern.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files of the folder {@code testdata} of the repository. */
public final class TestData {
  private TestData() {}

  /** Returns the bytes of a file, such as {@code openapi/sam.json}. */
  public static byte[] bytes(String path) {
    try {
      return Files.readAllBytes(root().resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the paths of all files in a folder, sorted. */
  public static List<String> in(String folder) {
    try (Stream<Path> files = Files.list(root().resolve(folder))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder + "/" + file.getFileName())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the folder; tests run in the folder of their module. */
  private static Path root() {
    return Path.of("..", "testdata");
  }
}
