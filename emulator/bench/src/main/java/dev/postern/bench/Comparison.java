package dev.postern.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Loads of Postern beside loads of its counterpart.
 *
 * @param ours one for each endpoint type, or one alone; each with a sample a round
 * @param theirs of the strongest counterpart
 */
record Comparison(List<List<Sample>> ours, Target strongest, List<Sample> theirs) {

  /**
   * Loads all in turn. Of the counterparts only the one with the highest rate counts.
   *
   * @param ours Postern, by endpoint type
   * @param counterparts at least one
   */
  static Comparison run(Rounds rounds, List<Demand> ours, List<Demand> counterparts)
      throws IOException, InterruptedException {
    List<Demand> all = new ArrayList<>(ours);
    all.addAll(counterparts);
    return of(rounds.run(all), ours, counterparts);
  }

  /** As {@link #run}, of samples that are there. */
  static Comparison of(
      Map<Demand, List<Sample>> samples, List<Demand> ours, List<Demand> counterparts) {
    Demand strongest =
        counterparts.stream()
            .max(Comparator.comparingDouble(demand -> rate(samplesOf(samples, demand))))
            .orElseThrow();
    return new Comparison(
        ours.stream().map(demand -> samplesOf(samples, demand)).toList(),
        strongest.target(),
        samplesOf(samples, strongest));
  }

  private static List<Sample> samplesOf(Map<Demand, List<Sample>> samples, Demand demand) {
    return samples.getOrDefault(demand, List.of());
  }

  private static double rate(List<Sample> samples) {
    return Sample.series(samples, Sample::requestsPerSecond).median();
  }

  /** Postern's rate in parts of the counterpart's. */
  List<Series> ratios() {
    Series counterpart = Sample.series(theirs, Sample::requestsPerSecond);
    return each(Sample::requestsPerSecond).stream()
        .map(series -> series.dividedBy(counterpart))
        .toList();
  }

  /** One figure of Postern. */
  List<Series> each(ToDoubleFunction<Sample> figure) {
    return ours.stream().map(samples -> Sample.series(samples, figure)).toList();
  }

  /** The figures behind the ratios. */
  String detail() {
    return "%s of %s requests/s (%s); CPU %s of %s us; p50 %s of %s ms, p99 %s of %s ms"
        .formatted(
            Numbers.medians(each(Sample::requestsPerSecond)),
            theirs(Sample::requestsPerSecond),
            strongest.name(),
            Numbers.medians(each(Sample::cpuMicros)),
            theirs(Sample::cpuMicros),
            Numbers.medians(each(Sample::p50Millis)),
            theirs(Sample::p50Millis),
            Numbers.medians(each(Sample::p99Millis)),
            theirs(Sample::p99Millis));
  }

  private String theirs(ToDoubleFunction<Sample> figure) {
    return Numbers.text(Sample.series(theirs, figure).median());
  }

  Row row(String figure, Bar bar) {
    return new Row(figure, "", ratios(), bar, detail());
  }

  /** Requests that failed, of both sides. */
  long failures() {
    return ours.stream().flatMap(List::stream).mapToLong(Sample::failures).sum()
        + theirs.stream().mapToLong(Sample::failures).sum();
  }
}
