package dev.postern.bench;

import java.util.List;

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
   * How this compares: the median over the rounds of the ratio within a round, so that what slows a
   * whole round does not count.
   */
  double ratioTo(Series other) {
    if (values.size() != other.values.size()) {
      return median() / other.median();
    }
    return new Series(
            java.util.stream.IntStream.range(0, values.size())
                .mapToObj(i -> values.get(i) / other.values.get(i))
                .toList())
        .median();
  }
}
