package dev.postern.control;

import dev.postern.aws.Caller;
import java.time.LocalDate;

/** How often the holders of API keys have called under their usage plans. Safe from any thread. */
@FunctionalInterface
public interface UsageCounts {
  /** Of a data plane that does not count. */
  UsageCounts NONE = (_, _, _, _) -> 0;

  /** Requests that the key has made under the plan on a day in UTC. */
  long used(Caller owner, String usagePlanId, String keyId, LocalDate day);
}
