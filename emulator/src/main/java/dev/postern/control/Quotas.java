package dev.postern.control;

import dev.postern.aws.Limits;
import dev.postern.aws.Quota;
import dev.postern.aws.error.RestErrors;
import java.util.function.LongSupplier;

/** Enforces AWS's quotas. */
public final class Quotas {
  private final Limits limits;

  public Quotas(Limits limits) {
    this.limits = limits;
  }

  /**
   * Refuses another item if the quota is used up.
   *
   * @param present counts the existing items; not called if the quota is lifted
   */
  public void checkRoom(Quota quota, LongSupplier present) {
    limits
        .max(quota)
        .filter(max -> present.getAsLong() >= max)
        .ifPresent(max -> {
          throw RestErrors.quotaReached(quota, max);
        });
  }

  /**
   * Refuses a size greater than the quota.
   *
   * @param size a length in characters, or a number of items
   */
  public void checkSize(Quota quota, long size) {
    limits
        .max(quota)
        .filter(max -> size > max)
        .ifPresent(max -> {
          throw RestErrors.quotaReached(quota, max);
        });
  }
}
