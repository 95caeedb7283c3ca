package dev.postern.auth.policy;

import java.util.List;

/** The format of policy and request texts in explanations: quoted, and truncated if long. */
final class Quoted {
  private static final int MAX_CHARACTERS = 256;
  private static final int MAX_VALUES = 10;

  private Quoted() {}

  static String text(String value) {
    return value.length() <= MAX_CHARACTERS
        ? "\"" + value + "\""
        : "\"" + value.substring(0, MAX_CHARACTERS) + "\"...";
  }

  static String list(List<String> values) {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < Math.min(values.size(), MAX_VALUES); i++) {
      text.append(i == 0 ? "" : ", ").append(text(values.get(i)));
    }
    return text.append(values.size() > MAX_VALUES ? ", ...]" : "]").toString();
  }
}
