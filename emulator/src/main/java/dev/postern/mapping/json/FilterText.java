package dev.postern.mapping.json;

import com.jayway.jsonpath.InvalidPathException;

/** Search for the ends of strings, expressions and brackets in a JSONPath. */
final class FilterText {
  private FilterText() {}

  /**
   * Returns the index after the character at the given index, or after the string or regular
   * expression that it starts.
   */
  static int after(String text, int at) {
    char c = text.charAt(at);
    if (c != '\'' && c != '"' && c != '/') {
      return at + 1;
    }
    for (int i = at + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == c) {
        return i + 1;
      }
    }
    throw new InvalidPathException("unterminated: " + text.substring(at));
  }

  /** Returns the index of the bracket that closes the one at the given index. */
  static int closing(String text, int open) {
    int depth = 0;
    int at = open;
    while (at < text.length()) {
      switch (text.charAt(at)) {
        case '(', '[', '{' -> depth++;
        case ')', ']', '}' -> depth--;
        default -> {}
      }
      if (depth == 0) {
        return at;
      }
      at = after(text, at);
    }
    throw new InvalidPathException("unterminated: " + text.substring(open));
  }
}
