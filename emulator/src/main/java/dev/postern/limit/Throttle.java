package dev.postern.limit;

import dev.postern.aws.Limits;
import dev.postern.aws.Quota;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A limit on the rate of requests.
 *
 * @param rate requests per second, from 0 on
 * @param burst requests that may come at once, from 0 on; with 0 no request passes
 */
public record Throttle(double rate, int burst) {
  public Throttle {
    if (!(rate >= 0) || burst < 0) {
      throw new IllegalArgumentException("rate " + rate + ", burst " + burst);
    }
  }

  /** Returns the limit of an account, or null if it is lifted. */
  public static @Nullable Throttle of(Limits limits) {
    Long rate = limits.max(Quota.REQUESTS_PER_SECOND).orElse(null);
    Long burst = limits.max(Quota.REQUESTS_AT_ONCE).orElse(null);
    return rate == null || burst == null ? null : new Throttle(rate, burst.intValue());
  }

  /** Returns the limit as AWS's execution log writes it. */
  public String describe() {
    return String.format(Locale.ROOT, "Limit: %.2f Burst: %d", rate, burst);
  }
}
