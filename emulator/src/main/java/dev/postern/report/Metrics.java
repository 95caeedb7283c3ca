package dev.postern.report;

import dev.postern.aws.Caller;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All counters, by their dimensions. Safe from any thread. */
public final class Metrics {
  /** What the names of a canary's stage and log groups end with. */
  public static final String CANARY = "/Canary";

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

    /** The requests of a canary are counted with its stage's already. */
    private boolean isWholeStage() {
      return resource == null && stage != null && !stage.endsWith(CANARY);
    }

    /** Of all stages of the API. */
    private Dimensions ofApi() {
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

  /**
   * All there are now; of an API as a whole the sum of its stages. That is made here: a request
   * would have to find one more set of counters among those of all APIs.
   */
  public Map<Dimensions, MetricSet> all() {
    Map<Dimensions, MetricSet> all = new HashMap<>(sets);
    sets.forEach((dimensions, counters) -> {
      if (dimensions.isWholeStage()) {
        all.computeIfAbsent(dimensions.ofApi(), _ -> new MetricSet()).add(counters);
      }
    });
    return all;
  }

  /** Forgets all counters. */
  public void clear() {
    sets.clear();
  }
}
