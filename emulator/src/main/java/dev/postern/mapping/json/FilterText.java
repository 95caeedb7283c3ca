package dev.postern.mapping.json;

import com.jayway.jsonpath.InvalidPathException;

/** Finds the ends of things in the text of a JSONPath. */
final class FilterText {
  private FilterText() {}

  /** The place after the character there, or after the string or expression it begins. */
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
    throw new InvalidPathException("no end to " + text.substring(at));
  }

  /** Where the bracket that opens there is closed. */
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
    throw new InvalidPathException("no end to " + text.substring(open));
  }
}
