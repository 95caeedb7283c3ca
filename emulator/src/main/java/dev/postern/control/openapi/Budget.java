package dev.postern.control.openapi;

import dev.postern.aws.error.ImportErrors;

/**
 * The work and the memory that one file may still cost, in characters made of it: a few bytes of
 * aliases or references can stand for terabytes.
 */
final class Budget {
  /** Of any node, beside its text. */
  static final int NODE = 48;

  private static final long MOST = 64L << 20;

  private long left = MOST;

  /**
   * Takes from it.
   *
   * @throws dev.postern.aws.error.AwsException when the file costs too much
   */
  void spend(long characters) {
    left -= characters;
    if (left < 0) {
      throw ImportErrors.invalidInput();
    }
  }

  /** What was spent so far. */
  long spent() {
    return MOST - left;
  }
}
