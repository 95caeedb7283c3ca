package dev.postern.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {
  @Test
  void medianIsTheMiddleOrBetweenTheTwo() {
    assertThat(new Series(List.of(9.0, 1.0, 5.0)).median()).isEqualTo(5);
    assertThat(new Series(List.of(9.0, 1.0, 5.0, 7.0)).median()).isEqualTo(6);
  }

  @Test
  void ratioIsTakenRoundByRound() {
    Series ours = new Series(List.of(50.0, 5.0, 60.0));
    Series theirs = new Series(List.of(100.0, 10.0, 100.0));

    assertThat(ours.dividedBy(theirs).values()).containsExactly(0.5, 0.5, 0.6);
  }
}
