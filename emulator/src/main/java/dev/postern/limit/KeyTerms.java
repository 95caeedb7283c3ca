package dev.postern.limit;

import dev.postern.aws.QuotaPeriod;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it counts on one stage.
 *
 * @param keyId id of the key
 * @param plan the usage plan that has the key and covers the stage; null for none
 */
public record KeyTerms(String keyId, boolean enabled, @Nullable Plan plan) {
  /**
   * What a usage plan lets a key do on a stage.
   *
   * @param throttle limit of the key over all stages of the plan; null for none
   * @param methods further limits of the key, by method, such as {@code /pets/GET}
   * @param quota null for none
   */
  public record Plan(
      String id,
      @Nullable Throttle throttle,
      Map<String, Throttle> methods,
      @Nullable Quota quota) {
    public Plan {
      methods = Map.copyOf(methods);
    }
  }

  /** The quota of one key. */
  public interface Quota {
    /** Returns the number of requests in a period, as the plan states it. */
    int limit();

    QuotaPeriod period();

    /** Returns the number of requests that this key may make in the period that contains a day. */
    long allowed(LocalDate day);
  }
}
