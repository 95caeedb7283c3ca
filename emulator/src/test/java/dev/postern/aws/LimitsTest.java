package dev.postern.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LimitsTest {
  @ParameterizedTest
  @EnumSource
  void everyQuotaHasAwssMaximum(Quota quota) {
    assertThat(Limits.AWS.max(quota)).contains(quota.max());
  }

  @ParameterizedTest
  @EnumSource
  void relaxedLimitsHaveNoQuota(Quota quota) {
    assertThat(Limits.RELAXED.max(quota)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void otherMaximumIsOfThatQuotaOnly(Quota quota) {
    Limits raised = Limits.AWS.with(quota, 1_000_000);

    assertThat(raised.max(quota)).contains(1_000_000L);
    for (Quota other : Quota.values()) {
      if (other != quota) {
        assertThat(raised.max(other)).contains(other.max());
      }
    }
  }
}
