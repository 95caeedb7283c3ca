package dev.postern.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Bodies of update operations. */
final class Patch {
  private Patch() {}

  /** Replaces one value or several in turn: path, value, path, value. */
  static Map<String, ?> replace(String... pathsAndValues) {
    List<Map<String, String>> operations = new ArrayList<>();
    for (int i = 0; i < pathsAndValues.length; i += 2) {
      operations.add(
          Map.of("op", "replace", "path", pathsAndValues[i], "value", pathsAndValues[i + 1]));
    }
    return Map.of("patchOperations", operations);
  }
}
