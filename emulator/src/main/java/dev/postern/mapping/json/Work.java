package dev.postern.mapping.json;

/** Counts what is done for somebody, who says when it is too much. For one thread. */
@FunctionalInterface
public interface Work {
  /**
   * Takes work off what may still be done.
   *
   * @param units about one for each character or element looked at
   * @throws RuntimeException when that is too much
   */
  void charge(long units);
}
