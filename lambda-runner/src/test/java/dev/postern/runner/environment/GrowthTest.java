package dev.postern.runner.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private static final long QUICK = Duration.ofMillis(10).toNanos();
  private static final long LONG = Duration.ofMillis(30).toNanos();
  private static final long VERY_LONG = Duration.ofMillis(300).toNanos();

  private final Growth idleCores = Growth.onCores(2, () -> 0.3);
  private final Growth busyCores = Growth.onCores(2, () -> 1.0);

  @Test
  void firstInvocationStartsASandbox() {
    assertThat(idleCores.onArrival(new Growth.Pool(1, 0, 0, 0, 0))).isEqualTo(1);
  }

  @Test
  void onlyAFewAreStartedAtOnceHoweverManyWait() {
    assertThat(idleCores.onArrival(new Growth.Pool(32, 0, 0, 0, 0))).isEqualTo(4);
    assertThat(idleCores.onArrival(new Growth.Pool(32, 0, 0, 0, 4))).isZero();
  }

  @Test
  void sandboxThatStartsOrHasJustAnsweredIsWaitedFor() {
    assertThat(idleCores.onArrival(new Growth.Pool(1, 1, 1, 0, 1))).isZero();
    assertThat(idleCores.onArrival(new Growth.Pool(1, 0, 0, 1, 1))).isZero();
    assertThat(idleCores.onWait(new Growth.Pool(1, 1, 0, 0, 1), VERY_LONG)).isZero();
  }

  @Test
  void quickFunctionWithManyCallersStaysAtAFew() {
    assertThat(idleCores.onWait(new Growth.Pool(28, 0, 0, 0, 4), QUICK)).isZero();
  }

  @Test
  void functionThatWaitsForSomethingElseGetsMore() {
    assertThat(idleCores.onWait(new Growth.Pool(6, 0, 0, 0, 4), LONG)).isEqualTo(4);
    assertThat(idleCores.onWait(new Growth.Pool(2, 0, 0, 0, 8), LONG)).isEqualTo(2);
  }

  @Test
  void busyCoresGetMoreOnlyAfterALongWait() {
    assertThat(busyCores.onWait(new Growth.Pool(6, 0, 0, 0, 4), LONG)).isZero();
    assertThat(busyCores.onWait(new Growth.Pool(6, 0, 0, 0, 4), VERY_LONG)).isEqualTo(4);
  }

  @Test
  void startsAreSpreadButSlowOnesDoNotHoldUpOthers() {
    assertThat(idleCores.onWait(new Growth.Pool(10, 4, 4, 0, 4), LONG)).isZero();
    assertThat(idleCores.onWait(new Growth.Pool(10, 4, 0, 0, 4), LONG)).isEqualTo(4);
  }
}
