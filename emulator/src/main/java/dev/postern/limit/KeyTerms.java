package dev.postern.limit;

import dev.postern.aws.QuotaPeriod;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it counts on one stage.
 *
 * @param keyId id of the key
 * @param value what requests send
 * @param plan the usage plan that has the key and covers the stage; null for none
 * @param quota of the key under the plan; null for none
 */
public record KeyTerms(
    String keyId, String value, boolean enabled, @Nullable Plan plan, @Nullable Quota quota) {
  /**
   * What a usage plan lets each of its keys do on a stage.
   *
   * @param throttle limit of a key over all stages of the plan; null for none
   * @param methods further limits of a key, by method, such as {@code /pets/GET}
   */
  public record Plan(String id, @Nullable Throttle throttle, Map<String, Throttle> methods) {
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
