package dev.postern.mapping.schema;

/** How much work one validation may still do. For one thread. */
final class Effort {
  private static final long LEAST = 1_000_000;
  private static final long FOR_EACH_BYTE = 20;

  private long left;

  /** Enough for a body of that size, however many of a schema's rules look at each part of it. */
  Effort(int bytes) {
    left = LEAST + FOR_EACH_BYTE * bytes;
  }

  /**
   * Takes work off.
   *
   * @param units one for each rule, element or character looked at
   * @throws ExhaustedException when that is too much
   */
  void charge(long units) {
    left -= units;
    if (left < 0) {
      throw new ExhaustedException();
    }
  }

  /** The work is used up. */
  static final class ExhaustedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ExhaustedException() {
      super("too much work", null, false, false);
    }
  }
}
