package dev.postern.bench;

import java.util.List;

/**
 * One figure.
 *
 * @param figure such as {@code MOCK, p99 / p50}
 * @param unit such as {@code ms}; empty for a ratio
 * @param measured of a regional API and of an edge-optimized one, or one series alone
 * @param detail the numbers behind it, for the last column
 */
record Row(String figure, String unit, List<Series> measured, Bar bar, String detail) {
  Row {
    measured = List.copyOf(measured);
  }

  /** A figure that has nothing to do with endpoint types, without a bar. */
  static Row alone(String figure, String unit, Series measured) {
    return new Row(figure, unit, List.of(measured), Bar.NONE, "");
  }
}
