package dev.postern.control;

import dev.postern.aws.Limits;
import dev.postern.aws.Quota;
import dev.postern.aws.error.RestErrors;
import java.util.function.LongSupplier;

/** Refuses what would be more than AWS lets there be. */
public final class Quotas {
  private final Limits limits;

  public Quotas(Limits limits) {
    this.limits = limits;
  }

  /**
   * Refuses one more where there are as many as may be.
   *
   * @param present counts those there are; not called when the quota is lifted
   */
  public void checkRoom(Quota quota, LongSupplier present) {
    limits
        .most(quota)
        .filter(most -> present.getAsLong() >= most)
        .ifPresent(most -> {
          throw RestErrors.quotaReached(quota, most);
        });
  }

  /**
   * Refuses what is too large.
   *
   * @param size a length in characters, or how many there would be
   */
  public void checkSize(Quota quota, long size) {
    limits
        .most(quota)
        .filter(most -> size > most)
        .ifPresent(most -> {
          throw RestErrors.quotaReached(quota, most);
        });
  }
}
