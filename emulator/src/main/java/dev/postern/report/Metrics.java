package dev.postern.report;

import dev.postern.aws.Caller;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All counters, by their dimensions. Safe from any thread. */
public final class Metrics {
  private final Map<Dimensions, MetricSet> sets = new ConcurrentHashMap<>();

  /**
   * What counters are of.
   *
   * @param apiName ASCII characters only
   * @param stage null for all of the API
   * @param resource path template; null for all of the stage
   * @param method verb; null for all of the stage
   */
  public record Dimensions(
      Caller owner,
      String apiName,
      @Nullable String stage,
      @Nullable String resource,
      @Nullable String method) {

    /**
     * Of a stage.
     *
     * @param apiName as the user wrote it: characters beyond ASCII are left out
     * @param apiId stands in for a name without any ASCII character
     */
    public static Dimensions of(Caller owner, String apiName, String apiId, String stage) {
      String ascii = apiName.replaceAll("[^\\x00-\\x7F]", "");
      return new Dimensions(owner, ascii.isEmpty() ? apiId : ascii, stage, null, null);
    }

    /** Of all stages of the API. */
    public Dimensions ofApi() {
      return new Dimensions(owner, apiName, null, null, null);
    }

    /** Of one method of this stage. */
    public Dimensions of(String newResource, String newMethod) {
      return new Dimensions(owner, apiName, stage, newResource, newMethod);
    }
  }

  /** The counters of these dimensions; the same each time. */
  public MetricSet of(Dimensions dimensions) {
    return sets.computeIfAbsent(dimensions, _ -> new MetricSet());
  }

  /** All there are now. */
  public Map<Dimensions, MetricSet> all() {
    return Map.copyOf(sets);
  }

  /** Forgets all counters. */
  public void clear() {
    sets.clear();
  }
}
