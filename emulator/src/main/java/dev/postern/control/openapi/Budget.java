package dev.postern.control.openapi;

import dev.postern.aws.error.ImportErrors;

/**
 * Limits the work and memory that one file may cost, in characters produced. A few bytes of aliases
 * or references can otherwise expand to terabytes.
 */
final class Budget {
  /** The cost of a node without its text. */
  static final int NODE = 48;

  private static final long MAX_CHARACTERS = 64L << 20;

  private long left = MAX_CHARACTERS;

  /**
   * Spends a part of the budget.
   *
   * @throws dev.postern.aws.error.AwsException if the budget is exceeded
   */
  void spend(long characters) {
    left -= characters;
    if (left < 0) {
      throw ImportErrors.invalidInput();
    }
  }

  /** Returns the characters spent so far. */
  long spent() {
    return MAX_CHARACTERS - left;
  }
}
