package dev.postern.mapping.json;

/** Counter of work, with a limit. Not thread-safe. */
@FunctionalInterface
public interface Work {
  /**
   * Subtracts work from the remaining amount.
   *
   * @param units about one for each character or element read
   * @throws RuntimeException if the limit is exceeded
   */
  void charge(long units);
}
