package dev.postern.mapping;

import java.util.Map;

/** Replaces {@code ${stageVariables.name}} in URIs, ARNs and credentials. */
public final class StageVariables {
  private StageVariables() {}

  /** An unset variable is replaced by nothing. */
  public static String substitute(String text, Map<String, String> variables) {
    return text + variables.size();
  }
}
