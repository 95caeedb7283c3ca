package dev.postern.runner.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private static final long QUICK = Duration.ofMillis(10).toNanos();
  private static final long LONG = Duration.ofMillis(30).toNanos();
  private static final long VERY_LONG = Duration.ofMillis(300).toNanos();

  private static final double IDLE_CORES = 0.3;
  private static final double BUSY_CORES = 1.0;

  private final Growth growth = Growth.onCores(2);

  @Test
  void firstInvocationStartsASandbox() {
    assertThat(growth.onArrival(new Growth.Pool(1, 0, 0, 0, 0))).isEqualTo(1);
  }

  @Test
  void onlyAFewSandboxesStartImmediately() {
    assertThat(growth.onArrival(new Growth.Pool(32, 0, 0, 0, 0))).isEqualTo(4);
    assertThat(growth.onArrival(new Growth.Pool(32, 0, 0, 0, 4))).isZero();
  }

  @Test
  void startingAndSettlingSandboxesCountAsAvailable() {
    assertThat(growth.onArrival(new Growth.Pool(1, 1, 1, 0, 1))).isZero();
    assertThat(growth.onArrival(new Growth.Pool(1, 0, 0, 1, 1))).isZero();
    assertThat(growth.onWait(new Growth.Pool(1, 1, 0, 0, 1), VERY_LONG, IDLE_CORES)).isZero();
  }

  @Test
  void quickFunctionWithManyCallersKeepsFewSandboxes() {
    assertThat(growth.onWait(new Growth.Pool(28, 0, 0, 0, 4), QUICK, IDLE_CORES)).isZero();
  }

  @Test
  void slowFunctionOnIdleCoresGetsMoreSandboxes() {
    assertThat(growth.onWait(new Growth.Pool(6, 0, 0, 0, 4), LONG, IDLE_CORES)).isEqualTo(4);
    assertThat(growth.onWait(new Growth.Pool(2, 0, 0, 0, 8), LONG, IDLE_CORES)).isEqualTo(2);
  }

  @Test
  void slowFunctionOnBusyCoresGetsMoreSandboxesAfterALongWait() {
    assertThat(growth.onWait(new Growth.Pool(6, 0, 0, 0, 4), LONG, BUSY_CORES)).isZero();
    assertThat(growth.onWait(new Growth.Pool(6, 0, 0, 0, 4), VERY_LONG, BUSY_CORES)).isEqualTo(4);
  }

  @Test
  void recentStartsDelayFurtherStartsAndOlderOnesDoNot() {
    assertThat(growth.onWait(new Growth.Pool(10, 4, 4, 0, 4), LONG, IDLE_CORES)).isZero();
    assertThat(growth.onWait(new Growth.Pool(10, 4, 0, 0, 4), LONG, IDLE_CORES)).isEqualTo(4);
  }
}
