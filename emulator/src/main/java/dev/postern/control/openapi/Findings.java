package dev.postern.control.openapi;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects errors, which prevent the import of a file, and warnings, which do not. */
final class Findings {
  private final Set<String> errors = new LinkedHashSet<>();
  private final Set<String> warnings = new LinkedHashSet<>();

  void error(String text) {
    errors.add(text);
  }

  void warn(String text) {
    warnings.add(text);
  }

  List<String> errors() {
    return List.copyOf(errors);
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }
}
