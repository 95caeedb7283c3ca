package dev.postern.mapping.json;

/**
 * Search for numbers with so many digits that parsing them, whose cost is quadratic, would take
 * seconds. Scans only texts that are long enough to contain one.
 */
final class LongNumber {
  /** Jackson's limit. */
  private static final int MAX_DIGITS = 1_000;

  private final String text;
  private int at;

  private LongNumber(String text) {
    this.text = text;
  }

  static boolean isIn(String text) {
    return mayBeIn(text) && new LongNumber(text).found();
  }

  /**
   * Returns whether a run of digits, possibly in a string, is long enough; checks one character in
   * a thousand.
   */
  private static boolean mayBeIn(String text) {
    for (int middle = MAX_DIGITS; middle < text.length(); middle += MAX_DIGITS) {
      int start = middle;
      while (start > 0 && isOfNumber(text.charAt(start - 1))) {
        start--;
      }
      int end = middle;
      while (end < text.length() && isOfNumber(text.charAt(end))) {
        end++;
      }
      if (end - start > MAX_DIGITS) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfNumber(char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
  }

  /** Scans the tokens like the lenient reader: names need no quotes. */
  private boolean found() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"' || c == '\'') {
        skipString(c);
      } else if (c == '-' || (c >= '0' && c <= '9')) {
        int start = at;
        skipWord();
        if (at - start > MAX_DIGITS) {
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
