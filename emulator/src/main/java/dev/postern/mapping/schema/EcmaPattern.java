package dev.postern.mapping.schema;

import dev.postern.mapping.json.CountedText;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expression in the syntax of ECMA 262, matched by Java's engine within a limit of work.
 * Immutable.
 *
 * <p>Rewrites what has another meaning in Java: <code>$</code>, the dot, <code>\s</code> and <code>
 * \v</code>, brackets in a class, braces that are not a quantifier, unnecessary escapes of letters.
 */
final class EcmaPattern {
  private static final String WHITE_SPACE = "\\s\\x0B\\u00A0\\uFEFF\\u2028\\u2029\\p{Zs}";
  private static final Pattern QUANTIFIER = Pattern.compile("\\{\\d+(?:,\\d*)?}");
  private static final String SAME_ESCAPES = "bBcdDfknrtuwWx";

  private final String source;
  private final Pattern pattern;

  private EcmaPattern(String source, Pattern pattern) {
    this.source = source;
    this.pattern = pattern;
  }

  /**
   * Compiles a regular expression.
   *
   * @throws InvalidSchemaException if it is not valid
   */
  static EcmaPattern compile(String source) {
    try {
      return new EcmaPattern(source, Pattern.compile(new Translation(source).translate()));
    } catch (PatternSyntaxException _) {
      throw new InvalidSchemaException(
          "string \"" + source + "\" is not a valid ECMA 262 regular expression");
    }
  }

  /** Returns whether the text is a valid regular expression. */
  static boolean isValid(String source) {
    try {
      var _ = compile(source);
      return true;
    } catch (InvalidSchemaException _) {
      return false;
    }
  }

  String source() {
    return source;
  }

  /** Returns whether the expression matches anywhere in the text. */
  boolean isFoundIn(String text, Effort effort) {
    try {
      return pattern.matcher(new CountedText(text, effort::charge)).find();
    } catch (StackOverflowError _) {
      // Java's engine recurses for each repetition of a group.
      effort.charge(Long.MAX_VALUE);
      return false;
    }
  }

  /** Translation of one expression to Java's syntax. */
  private static final class Translation {
    private final String source;
    private final StringBuilder java = new StringBuilder();
    private int at;

    Translation(String source) {
      this.source = source;
    }

    String translate() {
      while (at < source.length()) {
        char c = source.charAt(at);
        switch (c) {
          case '\\' -> escape(false);
          case '[' -> characterClass();
          case '$' -> put("\\z", 1);
          case '.' -> put("[^\\n\\r\\u2028\\u2029]", 1);
          case '{' -> brace();
          case '(' -> group();
          case '+', '*', '?' -> quantifier(c);
          default -> put(String.valueOf(c), 1);
        }
      }
      return java.toString();
    }

    private void put(String text, int consumed) {
      java.append(text);
      at += consumed;
    }

    private void brace() {
      var quantifier = QUANTIFIER.matcher(source).region(at, source.length());
      if (quantifier.lookingAt()) {
        put(quantifier.group(), quantifier.group().length());
        afterQuantifier();
      } else {
        put("\\{", 1);
      }
    }

    private void quantifier(char c) {
      put(String.valueOf(c), 1);
      afterQuantifier();
    }

    /** Translates a lazy quantifier. Refuses Java's possessive form, which ECMA 262 lacks. */
    private void afterQuantifier() {
      if (source.startsWith("?", at)) {
        put("?", 1);
      }
      if (at < source.length() && "+*?".indexOf(source.charAt(at)) >= 0) {
        throw new PatternSyntaxException("nothing to repeat", source, at);
      }
    }

    /** Translates the start of a group. Refuses Java's flags in a group. */
    private void group() {
      if (!source.startsWith("(?", at)) {
        put("(", 1);
        return;
      }
      if (at + 2 >= source.length() || ":=!<".indexOf(source.charAt(at + 2)) < 0) {
        throw new PatternSyntaxException("invalid group", source, at);
      }
      put(source.substring(at, at + 3), 3);
    }

    private void characterClass() {
      if (source.startsWith("[]", at)) {
        put("(?!)", 2);
        return;
      }
      if (source.startsWith("[^]", at)) {
        put("[\\s\\S]", 3);
        return;
      }
      boolean negated = source.startsWith("[^", at);
      put(negated ? "[^" : "[", negated ? 2 : 1);
      while (at < source.length() && source.charAt(at) != ']') {
        char c = source.charAt(at);
        switch (c) {
          case '\\' -> escape(true);
          case '[', '&', '^' -> put("\\" + c, 1);
          default -> put(String.valueOf(c), 1);
        }
      }
      // Java also refuses an unclosed class.
      if (at < source.length()) {
        put("]", 1);
      }
    }

    private void escape(boolean inClass) {
      if (at + 1 == source.length()) {
        throw new PatternSyntaxException("\\ at the end", source, at);
      }
      char c = source.charAt(at + 1);
      switch (c) {
        case 's' -> put(inClass ? WHITE_SPACE : "[" + WHITE_SPACE + "]", 2);
        case 'S' -> put("[^" + WHITE_SPACE + "]", 2);
        case 'v' -> put("\\x0B", 2);
        case '0' -> put("\\x00", 2);
        case 'b' -> put(inClass ? "\\x08" : "\\b", 2);
        default -> {
          boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
          boolean kept = !letter || SAME_ESCAPES.indexOf(c) >= 0;
          put(kept ? "\\" + c : String.valueOf(c), 2);
        }
      }
    }
  }
}
