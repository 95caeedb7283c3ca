package dev.postern.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one round of load measured.
 *
 * @param failures answers that were not 2xx, and requests without an answer
 * @param cpuMicros of the server's process, per request; NaN if nobody measured it
 */
record Sample(
    double requestsPerSecond, double p50Millis, double p99Millis, long failures, double cpuMicros) {

  static Sample ofLoad(
      double requestsPerSecond, double p50Millis, double p99Millis, long failures) {
    return new Sample(requestsPerSecond, p50Millis, p99Millis, failures, Double.NaN);
  }

  Sample withCpuMicros(double micros) {
    return new Sample(requestsPerSecond, p50Millis, p99Millis, failures, micros);
  }

  /** How much longer the slow requests take than the usual ones. */
  double tail() {
    return p99Millis / p50Millis;
  }

  static Series series(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return new Series(samples.stream().map(figure::applyAsDouble).toList());
  }
}
