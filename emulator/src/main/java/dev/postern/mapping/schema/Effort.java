package dev.postern.mapping.schema;

/** Remaining work of one validation. Not thread-safe. */
final class Effort {
  private static final long MIN_WORK = 1_000_000;
  private static final long WORK_PER_BYTE = 20;

  private long remaining;

  /** Creates an amount that is enough for a body of the given size and any usual schema. */
  Effort(int bytes) {
    remaining = MIN_WORK + WORK_PER_BYTE * bytes;
  }

  /**
   * Subtracts work.
   *
   * @param units one for each rule, element or character checked
   * @throws ExhaustedException if the limit is exceeded
   */
  void charge(long units) {
    remaining -= units;
    if (remaining < 0) {
      throw new ExhaustedException();
    }
  }

  /** Thrown if a validation exceeds its limit of work. */
  static final class ExhaustedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ExhaustedException() {
      super("too much work", null, false, false);
    }
  }
}
