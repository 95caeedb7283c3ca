package dev.postern.control.sdkgen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Stands in for openapi-generator in a separate JVM. The generator's name selects its behaviour.
 */
final class FakeGenerator {
  private FakeGenerator() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> given = List.of(arguments);
    switch (given.get(given.indexOf("-g") + 1)) {
      case "hangs" -> new CountDownLatch(1).await();
      case "fails" -> throw new IllegalArgumentException("no such thing");
      default -> write(Path.of(given.get(given.indexOf("-o") + 1)));
    }
  }

  private static void write(Path out) throws IOException {
    for (String name :
        List.of("src/b/B.java", "a.txt", "pom.xml", "git_push.sh", ".openapi-generator/FILES")) {
      Path file = out.resolve(name);
      Files.createDirectories(file.getParent());
      Files.copy(Path.of("openapi.json"), file);
    }
  }
}
