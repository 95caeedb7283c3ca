package dev.postern.control.state;

import dev.postern.aws.QuotaPeriod;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.QuotaSettings;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;

/**
 * An API key in a usage plan.
 *
 * @param since the day it was added, in UTC
 * @param extension what UpdateUsage granted last, or null
 */
public record PlanKey(String keyId, LocalDate since, @Nullable Extension extension) {
  /**
   * More requests than the quota allows, for one period.
   *
   * @param periodStart first day of that period
   * @param more may be negative
   */
  public record Extension(LocalDate periodStart, long more) {}

  public PlanKey withExtension(Extension newExtension) {
    return new PlanKey(keyId, since, newExtension);
  }

  /** The plan's quota; empty for a plan without one, or with half of one. */
  public static Optional<QuotaSettings> quota(UsagePlan plan) {
    return Optional.ofNullable(plan.quota())
        .filter(quota -> quota.limit() != null && quota.period() != null);
  }

  /** The period of a quota. */
  public static QuotaPeriod period(QuotaSettings quota) {
    return QuotaPeriod.valueOf(quota.periodAsString());
  }

  /** The requests the key has in the period that a day is in, whatever it has used of them. */
  public long allowed(QuotaSettings quota, LocalDate day) {
    QuotaPeriod period = period(quota);
    LocalDate start = period.startOf(day);
    long allowed = quota.limit();
    if (quota.offset() != null && start.equals(period.startOf(since))) {
      allowed -= quota.offset();
    }
    if (extension != null && extension.periodStart().equals(start)) {
      allowed += extension.more();
    }
    return allowed;
  }
}
