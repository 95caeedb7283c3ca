package dev.postern.auth.policy;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A condition operator, such as {@code ForAllValues:StringNotLikeIfExists}.
 *
 * @param ifExists whether the operator is true for a request without the key
 * @param negated whether the operator is true if no value of the policy matches
 * @param comparison null for {@code Null}, which tests whether the key exists
 */
record Operator(
    String name,
    Quantifier quantifier,
    boolean ifExists,
    boolean negated,
    @Nullable Comparison comparison) {
  private static final String FOR_ALL = "ForAllValues:";
  private static final String FOR_ANY = "ForAnyValue:";
  private static final String IF_EXISTS = "IfExists";
  private static final String NULL = "Null";
  private static final Map<String, Base> BASES = bases();

  /** The values of a multivalued key that must match. */
  enum Quantifier {
    NONE,
    ALL,
    ANY
  }

  private record Base(boolean negated, Comparison comparison) {}

  private static Map<String, Base> bases() {
    Map<String, Base> bases = new HashMap<>();
    pair(bases, "StringEquals", "StringNotEquals", Comparison.equalText(String::equals));
    pair(
        bases,
        "StringEqualsIgnoreCase",
        "StringNotEqualsIgnoreCase",
        Comparison.equalText(String::equalsIgnoreCase));
    pair(bases, "StringLike", "StringNotLike", Comparison.like());
    pair(bases, "ArnEquals", "ArnNotEquals", Comparison.arn());
    pair(bases, "ArnLike", "ArnNotLike", Comparison.arn());
    pair(bases, "IpAddress", "NotIpAddress", Comparison.ip());
    bases.put("Bool", new Base(false, Comparison.bool()));
    bases.put("BinaryEquals", new Base(false, Comparison.binary()));
    pair(bases, "NumericEquals", "NumericNotEquals", Comparison.number(sign -> sign == 0));
    bases.put("NumericLessThan", new Base(false, Comparison.number(sign -> sign < 0)));
    bases.put("NumericLessThanEquals", new Base(false, Comparison.number(sign -> sign <= 0)));
    bases.put("NumericGreaterThan", new Base(false, Comparison.number(sign -> sign > 0)));
    bases.put("NumericGreaterThanEquals", new Base(false, Comparison.number(sign -> sign >= 0)));
    pair(bases, "DateEquals", "DateNotEquals", Comparison.date(sign -> sign == 0));
    bases.put("DateLessThan", new Base(false, Comparison.date(sign -> sign < 0)));
    bases.put("DateLessThanEquals", new Base(false, Comparison.date(sign -> sign <= 0)));
    bases.put("DateGreaterThan", new Base(false, Comparison.date(sign -> sign > 0)));
    bases.put("DateGreaterThanEquals", new Base(false, Comparison.date(sign -> sign >= 0)));
    return Map.copyOf(bases);
  }

  private static void pair(
      Map<String, Base> bases, String name, String opposite, Comparison comparison) {
    bases.put(name, new Base(false, comparison));
    bases.put(opposite, new Base(true, comparison));
  }

  /**
   * Parses an operator's name.
   *
   * @throws MalformedElementException if there is no such operator
   */
  static Operator parse(String name) throws MalformedElementException {
    if (name.equals(NULL)) {
      return new Operator(name, Quantifier.NONE, false, false, null);
    }
    Quantifier quantifier = Quantifier.NONE;
    String rest = name;
    if (name.startsWith(FOR_ALL)) {
      quantifier = Quantifier.ALL;
      rest = name.substring(FOR_ALL.length());
    } else if (name.startsWith(FOR_ANY)) {
      quantifier = Quantifier.ANY;
      rest = name.substring(FOR_ANY.length());
    }
    boolean ifExists = rest.endsWith(IF_EXISTS);
    Base base = BASES.get(ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest);
    if (base == null) {
      throw new MalformedElementException("there is no condition operator " + Quoted.text(name));
    }
    return new Operator(name, quantifier, ifExists, base.negated(), base.comparison());
  }
}
