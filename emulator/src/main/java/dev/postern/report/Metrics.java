package dev.postern.report;

import dev.postern.aws.Caller;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All counters by dimensions. Safe from any thread. */
public final class Metrics {
  /** Suffix of the names of a canary's stage and log groups. */
  public static final String CANARY = "/Canary";

  private final Map<Dimensions, MetricSet> sets = new ConcurrentHashMap<>();

  /**
   * The dimensions of counters.
   *
   * @param apiName ASCII characters only
   * @param stage null for the whole API
   * @param resource path template; null for the whole stage
   * @param method verb; null for the whole stage
   */
  public record Dimensions(
      Caller owner,
      String apiName,
      @Nullable String stage,
      @Nullable String resource,
      @Nullable String method) {

    /**
     * Returns the dimensions of a stage.
     *
     * @param apiName as the user wrote it; characters beyond ASCII are removed
     * @param apiId replaces a name without any ASCII character
     */
    public static Dimensions of(Caller owner, String apiName, String apiId, String stage) {
      String ascii = apiName.replaceAll("[^\\x00-\\x7F]", "");
      return new Dimensions(owner, ascii.isEmpty() ? apiId : ascii, stage, null, null);
    }

    /**
     * Returns whether these are the dimensions of a whole stage. A canary is none: the counters of
     * its stage include its requests.
     */
    private boolean isWholeStage() {
      return resource == null && stage != null && !stage.endsWith(CANARY);
    }

    /** Returns the dimensions of the whole API. */
    private Dimensions ofApi() {
      return new Dimensions(owner, apiName, null, null, null);
    }

    /** Returns the dimensions of one method of this stage. */
    public Dimensions of(String newResource, String newMethod) {
      return new Dimensions(owner, apiName, stage, newResource, newMethod);
    }
  }

  /** Returns the counters of these dimensions, always the same object. */
  public MetricSet of(Dimensions dimensions) {
    return sets.computeIfAbsent(dimensions, _ -> new MetricSet());
  }

  /**
   * Returns all counters; those of a whole API are the sum of its stages. The sum is computed here,
   * so that a request need not look up another set of counters.
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

  /** Removes all counters. */
  public void clear() {
    sets.clear();
  }
}
