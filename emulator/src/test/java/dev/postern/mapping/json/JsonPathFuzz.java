package dev.postern.mapping.json;

import dev.postern.testing.FuzzInput;
import dev.postern.testing.FuzzRun;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Any JSONPath in any JSON: a value, nothing, or a word why not. Parts: path, JSON. */
public class JsonPathFuzz {
  private static final int MOST = 10 << 20;

  /** What Jazzer calls. */
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
        JsonText.of(found, MOST);
      }
    } catch (IllegalArgumentException _) {
      // Too much work, or too much text.
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
