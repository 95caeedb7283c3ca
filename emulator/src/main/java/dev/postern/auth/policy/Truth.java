package dev.postern.auth.policy;

/**
 * Whether something applies to a request. UNKNOWN is the answer of what is malformed; it combines
 * as in Kleene's logic, so a defect only matters where the rest does not settle the question.
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
