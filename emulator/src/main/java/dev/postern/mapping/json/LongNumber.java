package dev.postern.mapping.json;

/**
 * Finds numbers of so many digits that reading them, which costs the square of their length, would
 * take seconds. Only texts long enough to hold one are looked at.
 */
final class LongNumber {
  /** As many as Jackson takes. */
  private static final int MOST_DIGITS = 1_000;

  private final String text;
  private int at;

  private LongNumber(String text) {
    this.text = text;
  }

  static boolean isIn(String text) {
    return text.length() > MOST_DIGITS && new LongNumber(text).found();
  }

  /** Goes from token to token as the lenient reader does: names need no quotes. */
  private boolean found() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"' || c == '\'') {
        skipString(c);
      } else if (c == '-' || (c >= '0' && c <= '9')) {
        int start = at;
        skipWord();
        if (at - start > MOST_DIGITS) {
          return true;
        }
      } else if (c <= ' ' || isMark(c)) {
        at++;
      } else {
        skipWord();
      }
    }
    return false;
  }

  private void skipString(char quote) {
    for (at++; at < text.length() && text.charAt(at) != quote; at++) {
      if (text.charAt(at) == '\\') {
        at++;
      }
    }
    at++;
  }

  private void skipWord() {
    while (at < text.length() && !isMark(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isMark(char c) {
    return switch (c) {
      case '{', '}', '[', ']', ',', ':' -> true;
      default -> false;
    };
  }
}
