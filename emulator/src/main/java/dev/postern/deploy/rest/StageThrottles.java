package dev.postern.deploy.rest;

import dev.postern.aws.Quota;
import dev.postern.aws.Unverified;
import dev.postern.limit.MethodLimits;
import dev.postern.limit.StageLimits;
import dev.postern.limit.Throttle;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.MethodSetting;

/**
 * The limits of a stage by its method settings.
 *
 * @param settings as the stage has them, by method
 */
public record StageThrottles(StageLimits limits, Map<String, MethodSetting> settings) {
  public StageThrottles {
    settings = Map.copyOf(settings);
  }

  /** Returns the limits of a method. */
  MethodLimits of(String path, String verb) {
    return limits.method(path, verb, throttle(path, verb));
  }

  /**
   * Returns the limit that the stage sets for a method, or null if it sets none: the account's
   * limit holds then. Rate and burst are looked up one by one.
   */
  @Unverified("That -1 as the rate or the burst lifts the limit is what infrastructure tools say.")
  private @Nullable Throttle throttle(String path, String verb) {
    List<MethodSetting> found =
        Stream.of(
                MethodSettingKey.of(path, verb),
                MethodSettingKey.of(path, "*"),
                "*/" + verb,
                MethodSettingKey.ALL)
            .map(settings::get)
            .filter(Objects::nonNull)
            .toList();
    Double rate = first(found, MethodSetting::throttlingRateLimit);
    Integer burst = first(found, MethodSetting::throttlingBurstLimit);
    if (rate == null && burst == null) {
      return null;
    }
    double wantedRate = rate == null ? Quota.REQUESTS_PER_SECOND.max() : rate;
    int wantedBurst = burst == null ? (int) Quota.REQUESTS_AT_ONCE.max() : burst;
    // AWS adds these values to a setting whose throttle the user has not set.
    boolean ofAccount =
        wantedRate == Quota.REQUESTS_PER_SECOND.max()
            && wantedBurst == Quota.REQUESTS_AT_ONCE.max();
    return ofAccount || wantedRate < 0 || wantedBurst < 0
        ? null
        : new Throttle(wantedRate, wantedBurst);
  }

  private static <T> @Nullable T first(
      List<MethodSetting> settings, Function<MethodSetting, @Nullable T> field) {
    for (MethodSetting setting : settings) {
      T value = field.apply(setting);
      if (value != null) {
        return value;
      }
    }
    return null;
  }
}
