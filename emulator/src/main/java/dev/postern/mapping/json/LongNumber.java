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
    return mayBeIn(text) && new LongNumber(text).found();
  }

  /** Whether a run of digits is long enough, be it in a string: one look at every thousandth. */
  private static boolean mayBeIn(String text) {
    for (int middle = MOST_DIGITS; middle < text.length(); middle += MOST_DIGITS) {
      int start = middle;
      while (start > 0 && isOfNumber(text.charAt(start - 1))) {
        start--;
      }
      int end = middle;
      while (end < text.length() && isOfNumber(text.charAt(end))) {
        end++;
      }
      if (end - start > MOST_DIGITS) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfNumber(char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
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
