package dev.postern.auth.policy;

import java.util.Arrays;

/**
 * A pattern with {@code *} (any text) and {@code ?} (one character), compiled to tokens.
 *
 * <p>Wildcards in the first five components of an ARN stop at a colon, others do not. The matcher
 * does not recurse. For each of the two kinds it keeps one backtracking point, the latest, so its
 * work is at most the pattern's length times the text's. One point is enough: once the text after a
 * wildcard has matched at its first position, the next wildcard can cover all later positions.
 */
final class Glob {
  /** Tokens that are not code points. */
  private static final int ANY_TEXT = -1;

  private static final int ANY_TEXT_IN_COMPONENT = -2;
  private static final int ANY_CHARACTER = -3;
  private static final int ANY_CHARACTER_IN_COMPONENT = -4;

  private final int[] tokens;
  private final boolean ignoreCase;

  private Glob(int[] tokens, boolean ignoreCase) {
    this.tokens = tokens;
    this.ignoreCase = ignoreCase;
  }

  /** Returns whether the pattern matches the whole text. */
  boolean matches(String text) {
    int token = 0;
    int at = 0;
    int star = -1;
    int starAt = 0;
    int inner = -1;
    int innerAt = 0;
    while (token < tokens.length || at < text.length()) {
      int wanted = token < tokens.length ? tokens[token] : Integer.MIN_VALUE;
      if (wanted == ANY_TEXT) {
        star = token++;
        starAt = at;
        inner = -1;
        continue;
      }
      if (wanted == ANY_TEXT_IN_COMPONENT) {
        inner = token++;
        innerAt = at;
        continue;
      }
      if (at >= text.length()) {
        return false;
      }
      int actual = text.codePointAt(at);
      if (accepts(wanted, actual)) {
        token++;
        at += Character.charCount(actual);
      } else if (inner >= 0 && text.charAt(innerAt) != ':') {
        innerAt += Character.charCount(text.codePointAt(innerAt));
        at = innerAt;
        token = inner + 1;
      } else if (star >= 0) {
        starAt += Character.charCount(text.codePointAt(starAt));
        at = starAt;
        token = star + 1;
        inner = -1;
      } else {
        return false;
      }
    }
    return true;
  }

  private boolean accepts(int wanted, int actual) {
    return switch (wanted) {
      case ANY_CHARACTER -> true;
      case ANY_CHARACTER_IN_COMPONENT -> actual != ':';
      default ->
          wanted == actual
              || (ignoreCase
                  && wanted >= 0
                  && Character.toLowerCase(wanted) == Character.toLowerCase(actual));
    };
  }

  /** Collects a pattern's tokens. */
  static final class Builder {
    private int[] tokens = new int[32];
    private int size;

    Builder anyText(boolean withinComponent) {
      return add(withinComponent ? ANY_TEXT_IN_COMPONENT : ANY_TEXT);
    }

    Builder anyCharacter(boolean withinComponent) {
      return add(withinComponent ? ANY_CHARACTER_IN_COMPONENT : ANY_CHARACTER);
    }

    /** Adds a text whose asterisks and question marks are no wildcards. */
    Builder literal(String text) {
      text.codePoints().forEach(this::add);
      return this;
    }

    Builder add(int token) {
      if (size == tokens.length) {
        tokens = Arrays.copyOf(tokens, 2 * size);
      }
      tokens[size++] = token;
      return this;
    }

    Glob build(boolean ignoreCase) {
      return new Glob(Arrays.copyOf(tokens, size), ignoreCase);
    }
  }
}
