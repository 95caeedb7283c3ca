package dev.postern.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one round of load measured.
 *
 * @param failures answers that were not 2xx, and requests without an answer
 */
record Sample(double requestsPerSecond, double p50Millis, double p99Millis, long failures) {
  static Series series(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return new Series(samples.stream().map(figure::applyAsDouble).toList());
  }
}
