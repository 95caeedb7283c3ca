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
 * @param since the day the key was added, in UTC
 * @param extension the last change by UpdateUsage, or null
 */
public record PlanKey(String keyId, LocalDate since, @Nullable Extension extension) {
  /**
   * Requests added to the quota for one period.
   *
   * @param periodStart first day of the period
   * @param more may be negative
   */
  public record Extension(LocalDate periodStart, long more) {}

  public PlanKey withExtension(Extension newExtension) {
    return new PlanKey(keyId, since, newExtension);
  }

  /** Returns the plan's quota, or empty if it has none or the limit or period is missing. */
  public static Optional<QuotaSettings> quota(UsagePlan plan) {
    return Optional.ofNullable(plan.quota())
        .filter(quota -> quota.limit() != null && quota.period() != null);
  }

  /** Returns the period of a quota. */
  public static QuotaPeriod period(QuotaSettings quota) {
    return QuotaPeriod.valueOf(quota.periodAsString());
  }

  /** Returns the number of requests allowed in the period that contains the day, used or not. */
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
