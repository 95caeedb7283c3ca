package dev.postern.mapping.json;

import com.jayway.jsonpath.Filter;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.Predicate;

/**
 * Parser of one filter. Parses the logical operators and the conditions with a regular expression;
 * the library parses the other conditions.
 *
 * <pre>
 * or        = and *("||" and)
 * and       = operand *("&amp;&amp;" operand)
 * operand   = "!" operand / "(" or ")" / condition
 * </pre>
 */
final class RegexFilterParser {
  private static final int MAX_DEPTH = 50;

  private final String text;
  private int at;
  private int depth;

  RegexFilterParser(String text) {
    this.text = text;
  }

  /**
   * Parses the filter.
   *
   * @throws InvalidPathException if it is invalid
   */
  Predicate parse() {
    Predicate filter = or();
    skipSpaces();
    if (at < text.length()) {
      throw new InvalidPathException("not a filter: " + text);
    }
    return filter;
  }

  private Predicate or() {
    Predicate left = and();
    while (consume("||")) {
      Predicate first = left;
      Predicate second = and();
      left = context -> first.apply(context) || second.apply(context);
    }
    return left;
  }

  private Predicate and() {
    Predicate left = operand();
    while (consume("&&")) {
      Predicate first = left;
      Predicate second = operand();
      left = context -> first.apply(context) && second.apply(context);
    }
    return left;
  }

  private Predicate operand() {
    if (++depth > MAX_DEPTH) {
      throw new InvalidPathException("filters nested too deeply");
    }
    Predicate operand = isNext("!") ? negated() : isNext("(") ? group() : condition();
    depth--;
    return operand;
  }

  private Predicate negated() {
    at++;
    Predicate operand = operand();
    return context -> !operand.apply(context);
  }

  private Predicate group() {
    at++;
    Predicate inside = or();
    if (!consume(")")) {
      throw new InvalidPathException("not a filter: " + text);
    }
    return inside;
  }

  private Predicate condition() {
    int start = at;
    int matches = -1;
    while (at < text.length() && !endsCondition()) {
      if (text.startsWith("=~", at)) {
        matches = at;
      }
      boolean opens = "([{".indexOf(text.charAt(at)) >= 0;
      at = opens ? FilterText.closing(text, at) + 1 : FilterText.after(text, at);
    }
    String condition = text.substring(start, at);
    if (matches >= 0) {
      return RegexCondition.of(
          text.substring(start, matches).strip(), text.substring(matches + 2, at).strip());
    }
    if (containsRegex(condition)) {
      throw new InvalidPathException("a regular expression in a nested filter");
    }
    return Filter.parse("[?(" + condition + ")]");
  }

  private static boolean containsRegex(String condition) {
    int i = 0;
    while (i < condition.length() && !condition.startsWith("=~", i)) {
      i = FilterText.after(condition, i);
    }
    return i < condition.length();
  }

  private boolean endsCondition() {
    return text.charAt(at) == ')' || text.startsWith("&&", at) || text.startsWith("||", at);
  }

  private boolean consume(String token) {
    if (!isNext(token)) {
      return false;
    }
    at += token.length();
    return true;
  }

  private boolean isNext(String token) {
    skipSpaces();
    return text.startsWith(token, at);
  }

  private void skipSpaces() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }
}
