package dev.postern.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void posternIsComparedWithTheFastestCounterpart() throws Exception {
    Demand regional = demand("regional");
    Demand edge = demand("edge");
    Demand slow = demand("2 event loops");
    Demand fast = demand("1 event loop");

    Comparison comparison =
        Comparison.of(
            Map.of(
                regional, samples(60, 80),
                edge, samples(50, 60),
                slow, samples(90, 90),
                fast, samples(100, 100)),
            List.of(regional, edge),
            List.of(slow, fast));

    assertThat(comparison.strongest().name()).isEqualTo("1 event loop");
    assertThat(comparison.ratios())
        .containsExactly(new Series(List.of(0.6, 0.8)), new Series(List.of(0.5, 0.6)));
  }

  @Test
  void failuresOfBothSidesAreCounted() throws Exception {
    Demand ours = demand("ours");
    Demand theirs = demand("theirs");

    Comparison comparison =
        Comparison.of(
            Map.of(
                ours, List.of(Sample.ofLoad(10, 1, 2, 3)),
                theirs, List.of(Sample.ofLoad(10, 1, 2, 4))),
            List.of(ours),
            List.of(theirs));

    assertThat(comparison.failures()).isEqualTo(7);
  }

  private static Demand demand(String name) throws Exception {
    Path log = Path.of("target", "comparison-test.log");
    try (Child ended = Child.start(name, List.of("true"), Map.of(), log)) {
      return Demand.usual(Target.of(name, new Workshop.Server(ended, 1, 0), "/"));
    }
  }

  private static List<Sample> samples(double... rates) {
    return Arrays.stream(rates).mapToObj(rate -> Sample.ofLoad(rate, 1, 2, 0)).toList();
  }
}
