package dev.postern.mapping.json;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.Predicate;
import com.jayway.jsonpath.spi.json.JsonProvider;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * {@code @.name =~ /re/i}: whether the expression matches the whole text of a value or of any
 * element of a list. Values without text, such as null and objects, count as empty.
 */
record RegexCondition(Operand operand, Pattern pattern) implements Predicate {

  /** The operand that is not the regular expression. */
  private sealed interface Operand {
    @Nullable Object value(PredicateContext context);

    /** A path from the item ({@code @}) or from the document (<code>$</code>). */
    record AtPath(JsonPath path, boolean ofItem) implements Operand {
      @Override
      public @Nullable Object value(PredicateContext context) {
        try {
          return path.read(ofItem ? context.item() : context.root(), context.configuration());
        } catch (PathNotFoundException _) {
          return null;
        }
      }
    }

    record Literal(@Nullable Object literal) implements Operand {
      @Override
      public @Nullable Object value(PredicateContext context) {
        return literal;
      }
    }
  }

  /**
   * Parses a condition from its two operands, of which one is a regular expression.
   *
   * @throws InvalidPathException if not exactly one is a regular expression, or one is invalid
   */
  static Predicate of(String left, String right) {
    boolean reversed = left.startsWith("/");
    if (reversed == right.startsWith("/")) {
      throw new InvalidPathException("not a regular expression: " + left + " =~ " + right);
    }
    return new RegexCondition(operand(reversed ? right : left), pattern(reversed ? left : right));
  }

  private static Operand operand(String text) {
    if (text.startsWith("@") || text.startsWith("$")) {
      return new Operand.AtPath(JsonPath.compile("$" + text.substring(1)), text.startsWith("@"));
    }
    try {
      return new Operand.Literal(Json.parse(text));
    } catch (InvalidJsonException e) {
      throw new InvalidPathException("not a value: " + text, e);
    }
  }

  private static Pattern pattern(String literal) {
    int end = literal.lastIndexOf('/');
    int flags = 0;
    for (char flag : literal.substring(end + 1).toCharArray()) {
      flags |= flag(flag);
    }
    try {
      return Pattern.compile(literal.substring(1, Math.max(1, end)), flags);
    } catch (PatternSyntaxException e) {
      throw new InvalidPathException("not a regular expression: " + literal, e);
    }
  }

  private static int flag(char flag) {
    return switch (flag) {
      case 'd' -> Pattern.UNIX_LINES;
      case 'i' -> Pattern.CASE_INSENSITIVE;
      case 'x' -> Pattern.COMMENTS;
      case 'm' -> Pattern.MULTILINE;
      case 's' -> Pattern.DOTALL;
      case 'u' -> Pattern.UNICODE_CASE;
      case 'U' -> Pattern.UNICODE_CHARACTER_CLASS;
      default -> throw new InvalidPathException("not a flag of a regular expression: " + flag);
    };
  }

  @Override
  public boolean apply(PredicateContext context) {
    JsonProvider provider = context.configuration().jsonProvider();
    if (!(provider instanceof CountingProvider counting)) {
      throw new IllegalStateException("a regular expression without a budget");
    }
    Object value = operand.value(context);
    if (!(value instanceof List<?> items)) {
      return fits(value, counting.work());
    }
    for (Object item : items) {
      if (fits(item, counting.work())) {
        return true;
      }
    }
    return false;
  }

  private boolean fits(@Nullable Object value, Work work) {
    String text =
        value instanceof String || value instanceof Number || value instanceof Boolean
            ? value.toString()
            : "";
    work.charge(1);
    return pattern.matcher(new CountedText(text, work)).matches();
  }
}
