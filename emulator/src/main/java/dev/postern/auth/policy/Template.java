package dev.postern.auth.policy;

import dev.postern.aws.Unverified;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A text of a policy that may hold policy variables: <code>${aws:username}</code>, <code>
 * ${aws:PrincipalTag/team, 'company-wide'}</code> with a default value, and the characters <code>
 * ${*}</code>, <code>${?}</code> and <code>${$}</code>.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">IAM
 *     policy elements: Variables and tags</a>
 */
final class Template {
  /** A piece of the text. */
  sealed interface Part {
    /** Policy text whose asterisks and question marks may be wildcards. */
    record Raw(String text) implements Part {}

    /** Text whose characters are no wildcards. */
    record Fixed(String text) implements Part {}

    /**
     * A value of the request context.
     *
     * @param key in lower case
     * @param defaultValue for a request without the key, or null
     */
    record Variable(String key, @Nullable String defaultValue) implements Part {
      /**
       * Returns the value, or null if there is none. A multivalued key cannot be used as a
       * variable.
       */
      @Unverified("Asterisks and question marks in the value are assumed to be no wildcards.")
      @Nullable String value(ConditionKeys keys) {
        List<String> values = keys.values(key);
        if (values.isEmpty()) {
          return defaultValue;
        }
        return values.size() == 1 ? values.getFirst() : null;
      }
    }
  }

  private final List<Part> parts;
  private final boolean constant;

  private Template(List<Part> parts) {
    this.parts = List.copyOf(parts);
    this.constant = parts.stream().noneMatch(Part.Variable.class::isInstance);
  }

  /** Returns a text without variables. */
  static Template literal(String source) {
    return new Template(List.of(new Part.Raw(source)));
  }

  /**
   * Parses a text.
   *
   * @param variables false for a policy of version 2008-10-17, which has none
   * @throws MalformedElementException if a variable is not closed or has no name
   */
  static Template of(String source, boolean variables) throws MalformedElementException {
    if (!variables || !source.contains("${")) {
      return literal(source);
    }
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < source.length()) {
      int start = source.indexOf("${", at);
      if (start < 0) {
        parts.add(new Part.Raw(source.substring(at)));
        break;
      }
      if (start > at) {
        parts.add(new Part.Raw(source.substring(at, start)));
      }
      at = variable(source, start + 2, parts);
    }
    return new Template(parts);
  }

  /**
   * Adds the variable whose name begins at the position. Returns the position after the variable.
   */
  private static int variable(String source, int start, List<Part> parts)
      throws MalformedElementException {
    if (start + 1 < source.length()
        && source.charAt(start + 1) == '}'
        && "*?$".indexOf(source.charAt(start)) >= 0) {
      parts.add(new Part.Fixed(source.substring(start, start + 1)));
      return start + 2;
    }
    int end = source.indexOf('}', start);
    if (end < 0) {
      throw new MalformedElementException("a policy variable does not end: " + source);
    }
    int comma = source.indexOf(',', start);
    if (comma < 0 || comma > end) {
      parts.add(new Part.Variable(key(source, start, end), null));
      return end + 1;
    }
    int quote = comma + 1;
    while (quote < source.length() && source.charAt(quote) == ' ') {
      quote++;
    }
    int close = source.indexOf("'}", quote + 1);
    if (quote >= source.length() || source.charAt(quote) != '\'' || close < 0) {
      throw new MalformedElementException(
          "a policy variable's default value is not in single quotes: " + source);
    }
    parts.add(new Part.Variable(key(source, start, comma), source.substring(quote + 1, close)));
    return close + 2;
  }

  private static String key(String source, int start, int end) throws MalformedElementException {
    String key = source.substring(start, end).strip();
    if (key.isEmpty() || key.contains("${")) {
      throw new MalformedElementException("a policy variable has no name: " + source);
    }
    return key.toLowerCase(Locale.ROOT);
  }

  List<Part> parts() {
    return parts;
  }

  /** Returns whether the text is the same for every request. */
  boolean isConstant() {
    return constant;
  }

  /** Returns the text with its variables substituted, or null if a variable has no value. */
  @Nullable String text(ConditionKeys keys) {
    if (parts.size() == 1 && parts.getFirst() instanceof Part.Raw(String text)) {
      return text;
    }
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      String piece =
          switch (part) {
            case Part.Raw(String raw) -> raw;
            case Part.Fixed(String fixed) -> fixed;
            case Part.Variable variable -> variable.value(keys);
          };
      if (piece == null) {
        return null;
      }
      text.append(piece);
    }
    return text.toString();
  }
}
