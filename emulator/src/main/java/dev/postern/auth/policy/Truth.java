package dev.postern.auth.policy;

/**
 * The result of evaluating an element against a request. UNKNOWN is the result of a malformed
 * element. Results combine as in Kleene's three-valued logic: a defect matters only if the other
 * elements do not decide.
 */
enum Truth {
  NO,
  UNKNOWN,
  YES;

  static Truth of(boolean value) {
    return value ? YES : NO;
  }

  Truth and(Truth other) {
    return compareTo(other) <= 0 ? this : other;
  }

  Truth or(Truth other) {
    return compareTo(other) >= 0 ? this : other;
  }

  Truth negated() {
    return switch (this) {
      case NO -> YES;
      case UNKNOWN -> UNKNOWN;
      case YES -> NO;
    };
  }
}
