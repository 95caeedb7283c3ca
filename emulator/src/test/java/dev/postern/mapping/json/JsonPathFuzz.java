package dev.postern.mapping.json;

import dev.postern.testing.FuzzInput;
import dev.postern.testing.FuzzRun;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Fuzzing of JSONPaths and JSON: returns a value or none, or refuses. Parts: path, JSON. */
public class JsonPathFuzz {
  private static final int MAX_LENGTH = 10 << 20;

  /** Entry point of Jazzer. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    FuzzInput parts = new FuzzInput(bytes);
    Object document = document(parts.part(1));
    JsonPathExpression path;
    try {
      path = JsonPathExpression.compile(parts.part(0));
    } catch (IllegalArgumentException _) {
      return;
    }
    try {
      Object found = path.read(document);
      if (!JsonPathExpression.isMissing(found)) {
        JsonText.of(found, MAX_LENGTH);
      }
    } catch (IllegalArgumentException _) {
      // Expected for too much work or too much text.
    }
  }

  private static @Nullable Object document(String text) {
    try {
      return Json.parse(text);
    } catch (InvalidJsonException _) {
      return null;
    }
  }

  @Test
  void corpusAndMutationsOfIt() {
    FuzzRun.of("jsonpath", JsonPathFuzz::fuzzerTestOneInput, 15_000);
  }
}
