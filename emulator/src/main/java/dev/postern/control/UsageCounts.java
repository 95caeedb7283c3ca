package dev.postern.control;

import dev.postern.aws.Caller;
import java.time.LocalDate;

/** Counts of requests per API key and usage plan. Safe from any thread. */
@FunctionalInterface
public interface UsageCounts {
  /** Reports 0 for every key, for a data plane that does not count. */
  UsageCounts NONE = (_, _, _, _) -> 0;

  /** Returns the number of requests that the key has made under the plan on a day in UTC. */
  long used(Caller owner, String usagePlanId, String keyId, LocalDate day);
}
