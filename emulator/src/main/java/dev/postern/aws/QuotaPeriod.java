package dev.postern.aws;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/**
 * The period of a usage plan's quota. A period begins at midnight UTC.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_QuotaSettings.html">
 *     QuotaSettings</a>
 */
public enum QuotaPeriod {
  DAY,
  @Unverified("That a week begins on a Monday is assumed; AWS documents no first day.")
  WEEK,
  MONTH;

  /** Returns the first day of the period that contains a day. */
  public LocalDate startOf(LocalDate day) {
    return switch (this) {
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
    };
  }
}
