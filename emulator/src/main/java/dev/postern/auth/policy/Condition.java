package dev.postern.auth.policy;

import dev.postern.aws.Unverified;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A condition: an operator, a key and the policy's values, of which any may match. A negated
 * operator holds if none matches.
 *
 * <p>A multivalued key without {@code ForAllValues} or {@code ForAnyValue} matches if one of its
 * values does.
 *
 * @param key in lower case
 * @param shownKey the key as in the policy
 * @param values the values as in the policy
 * @param malformed why a value is malformed, or empty
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html">
 *     Conditions with multiple context keys or values</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html">
 *     Single-valued vs. multivalued context keys</a>
 */
@Unverified(
    "A multivalued key without a set operator is assumed to match if one of its values does;"
        + " the guide only says that such keys need a set operator.")
record Condition(
    Operator operator,
    String key,
    String shownKey,
    List<String> values,
    List<ValueTest> tests,
    String malformed)
    implements Element {

  /**
   * Compiles a condition.
   *
   * @param variables false for a policy of version 2008-10-17
   */
  static Condition of(Operator operator, String key, List<String> values, boolean variables) {
    List<ValueTest> tests = new ArrayList<>();
    String malformed = "";
    Comparison comparison = operator.comparison();
    for (String value : values) {
      try {
        tests.add(
            comparison == null
                ? existence(value)
                : comparison.compile(Template.of(value, variables)));
      } catch (MalformedElementException e) {
        tests.add(ValueTest.MALFORMED);
        malformed = Quoted.text(value) + ": " + e.reason();
      }
    }
    return new Condition(
        operator,
        key.toLowerCase(Locale.ROOT),
        key,
        List.copyOf(values),
        List.copyOf(tests),
        malformed);
  }

  /** Returns the test of {@code Null}, whose input is "true" if the key does not exist. */
  private static ValueTest existence(String value) throws MalformedElementException {
    Boolean absent = Values.bool(value);
    if (absent == null) {
      throw new MalformedElementException("it is neither true nor false");
    }
    String wanted = absent.toString();
    return (actual, _) -> Truth.of(wanted.equals(actual));
  }

  @Override
  public Truth appliesTo(AccessRequest request) {
    ConditionKeys context = request.context();
    List<String> actual = context.values(key);
    if (operator.comparison() == null) {
      return anyMatches(actual.isEmpty() ? "true" : "false", context);
    }
    if (actual.isEmpty() && operator.ifExists()) {
      return Truth.YES;
    }
    return switch (operator.quantifier()) {
      case NONE -> {
        Truth matched = Truth.NO;
        for (String value : actual) {
          matched = matched.or(anyMatches(value, context));
        }
        yield operator.negated() ? matched.negated() : matched;
      }
      case ALL -> {
        Truth all = Truth.YES;
        for (String value : isEmptySet(actual) ? List.<String>of() : actual) {
          all = all.and(holds(value, context));
        }
        yield all;
      }
      case ANY -> {
        Truth any = Truth.NO;
        for (String value : isEmptySet(actual) ? List.<String>of() : actual) {
          any = any.or(holds(value, context));
        }
        yield any;
      }
    };
  }

  /**
   * Returns whether there are only empty values or none: {@code ForAllValues} is then true, {@code
   * ForAnyValue} false.
   */
  private static boolean isEmptySet(List<String> actual) {
    for (String value : actual) {
      if (!value.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private Truth holds(String actual, ConditionKeys context) {
    Truth matched = anyMatches(actual, context);
    return operator.negated() ? matched.negated() : matched;
  }

  private Truth anyMatches(String actual, ConditionKeys context) {
    Truth matched = Truth.NO;
    for (int i = 0; i < tests.size() && matched != Truth.YES; i++) {
      matched = matched.or(tests.get(i).test(actual, context));
    }
    return matched;
  }

  @Override
  public String describe(AccessRequest request) {
    List<String> actual = request.context().values(key);
    String how =
        switch (appliesTo(request)) {
          case YES -> "is true";
          case NO -> "is false";
          case UNKNOWN -> "cannot be evaluated";
        };
    return "condition %s %s %s %s: the request has %s%s"
        .formatted(
            operator.name(),
            shownKey,
            Quoted.list(values),
            how,
            actual.isEmpty() ? "no value" : Quoted.list(actual),
            malformed.isEmpty() ? "" : " (malformed: " + malformed + ")");
  }
}
