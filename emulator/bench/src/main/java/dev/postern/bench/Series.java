package dev.postern.bench;

import java.util.List;
import java.util.stream.IntStream;

/** One figure, round by round. */
record Series(List<Double> values) {
  Series {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a series without values");
    }
  }

  static Series of(double value) {
    return new Series(List.of(value));
  }

  double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /**
   * Divides round by round, so that what slows a whole round does not count.
   *
   * @param other of as many rounds
   */
  Series dividedBy(Series other) {
    if (values.size() != other.values.size()) {
      throw new IllegalArgumentException(
          "%d rounds and %d".formatted(values.size(), other.values.size()));
    }
    return new Series(
        IntStream.range(0, values.size())
            .mapToObj(i -> values.get(i) / other.values.get(i))
            .toList());
  }
}
