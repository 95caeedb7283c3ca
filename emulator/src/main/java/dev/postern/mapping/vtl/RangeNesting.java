package dev.postern.mapping.vtl;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Check of the nesting of lists that begin with a reference whose arguments contain such lists:
 * {@code [$a.b([$c.d([...])])]}. The parser looks ahead for {@code ..} through the whole content of
 * each such list, so each level doubles the parse time.
 */
final class RangeNesting {
  private static final int MAX_DEPTH = 8;

  private final String text;
  private final Deque<Character> open = new ArrayDeque<>();
  private int at;

  private RangeNesting(String text) {
    this.text = text;
  }

  /**
   * Checks a script.
   *
   * @throws VtlException if parsing it would take too long
   */
  static void check(String text) {
    if (text.indexOf('[') >= 0) {
      new RangeNesting(text).check();
    }
  }

  private void check() {
    int depth = 0;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      switch (c) {
        case '(' -> open.push(c);
        case '[' -> {
          if (!open.isEmpty() && beginsWithReference()) {
            open.push(c);
            depth++;
          }
        }
        case ')' -> depth -= close('(');
        case ']' -> depth -= isOpen('[') ? close('[') : 0;
        case '"', '\'' -> skipString(c);
        default -> {}
      }
      if (depth > MAX_DEPTH) {
        throw new VtlException("lists nested too deeply in the arguments of references");
      }
    }
  }

  /** Closes the innermost bracket of the given kind; returns how many lists that closes. */
  private int close(char opening) {
    if (!open.contains(opening)) {
      return 0;
    }
    int lists = 0;
    while (true) {
      char closed = open.pop();
      lists += closed == '[' ? 1 : 0;
      if (closed == opening) {
        return lists;
      }
    }
  }

  private boolean isOpen(char opening) {
    return !open.isEmpty() && open.peek() == opening;
  }

  private boolean beginsWithReference() {
    int next = at + 1;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    return text.startsWith("$", next);
  }

  /** Skips a string. Strings occur only in parentheses; a quote without an end is not a string. */
  private void skipString(char quote) {
    int end = open.isEmpty() ? -1 : text.indexOf(quote, at + 1);
    at = end < 0 ? at : end;
  }
}
