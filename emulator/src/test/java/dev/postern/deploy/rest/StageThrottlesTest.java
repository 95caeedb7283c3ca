package dev.postern.deploy.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.ApiId;
import dev.postern.aws.StageName;
import dev.postern.limit.MemoryUsageCounters;
import dev.postern.limit.StageLimits;
import dev.postern.limit.Throttle;
import dev.postern.limit.TokenBucket;
import dev.postern.limit.TrafficLimits;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.model.MethodSetting;

/** Which method setting limits which method. */
class StageThrottlesTest {
  private final StageLimits limits =
      new TrafficLimits(new MemoryUsageCounters(), () -> 0, null)
          .of(TestBackends.OWNER)
          .stage(new ApiId("a1b2c3d4e5"), new StageName("dev"));

  private @Nullable Throttle throttle(
      Map<String, MethodSetting> settings, String path, String verb) {
    TokenBucket bucket = new StageThrottles(limits, settings).of(path, verb).bucket();
    return bucket == null ? null : bucket.throttle();
  }

  private static MethodSetting setting(@Nullable Double rate, @Nullable Integer burst) {
    return MethodSetting.builder().throttlingRateLimit(rate).throttlingBurstLimit(burst).build();
  }

  @Test
  void methodWithoutSettingsIsLimitedByTheAccountOnly() {
    assertThat(throttle(Map.of(), "/pets", "GET")).isNull();
    assertThat(throttle(Map.of("*/*", setting(null, null)), "/pets", "GET")).isNull();
    assertThat(throttle(Map.of("other/GET", setting(1.0, 1)), "/pets", "GET")).isNull();
  }

  @Test
  void rateAndBurstComeFromTheNearestSettingThatHasThem() {
    Map<String, MethodSetting> settings =
        Map.of(
            "pets/{id}/GET", setting(1.0, null),
            "pets/{id}/*", setting(2.0, 20),
            "*/PUT", setting(3.0, null),
            "*/*", setting(4.0, 40));

    assertThat(throttle(settings, "/pets/{id}", "GET")).isEqualTo(new Throttle(1, 20));
    assertThat(throttle(settings, "/pets/{id}", "PUT")).isEqualTo(new Throttle(2, 20));
    assertThat(throttle(settings, "/dogs", "PUT")).isEqualTo(new Throttle(3, 40));
    assertThat(throttle(settings, "/dogs", "GET")).isEqualTo(new Throttle(4, 40));
    assertThat(throttle(settings, "/", "GET")).isEqualTo(new Throttle(4, 40));
  }

  @Test
  void rootHasItsOwnSetting() {
    assertThat(throttle(Map.of("/GET", setting(1.0, 1)), "/", "GET")).isEqualTo(new Throttle(1, 1));
    assertThat(throttle(Map.of("/GET", setting(1.0, 1)), "/pets", "GET")).isNull();
  }

  @Test
  void settingThatHasOnlyOneOfBothTakesTheOtherFromTheAccount() {
    assertThat(throttle(Map.of("*/*", setting(7.0, null)), "/pets", "GET"))
        .isEqualTo(new Throttle(7, 5_000));
    assertThat(throttle(Map.of("*/*", setting(null, 7)), "/pets", "GET"))
        .isEqualTo(new Throttle(10_000, 7));
  }

  @Test
  void settingThatShowsTheLimitOfTheAccountAddsNone() {
    assertThat(throttle(Map.of("*/*", setting(10_000.0, 5_000)), "/pets", "GET")).isNull();
  }

  @Test
  void minusOneLiftsTheLimitAndZeroBlocks() {
    assertThat(throttle(Map.of("*/*", setting(-1.0, 5)), "/pets", "GET")).isNull();
    assertThat(throttle(Map.of("*/*", setting(5.0, -1)), "/pets", "GET")).isNull();
    assertThat(throttle(Map.of("*/*", setting(0.0, 0)), "/pets", "GET"))
        .isEqualTo(new Throttle(0, 0));
  }
}
