package dev.postern.deploy.rest;

import dev.postern.execute.cache.ResponseCache;
import dev.postern.execute.cache.ResponseCaches;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Stage;

/**
 * The response caches of the stages of one published API. A stage keeps its cache until its cluster
 * is disabled or gets another size, or the stage is deleted.
 *
 * <p>Filled by one thread while the API is published; safe from any thread afterwards.
 */
public final class StageCaches {
  private final ResponseCaches memory;
  private final Map<Key, ResponseCache> previous;
  private final Map<Key, ResponseCache> caches = new HashMap<>();

  private record Key(String stage, boolean canary, String size) {}

  /**
   * Creates the caches of an API that is being published.
   *
   * @param published caches of the API as it was published before; null for a new API
   */
  public StageCaches(@Nullable StageCaches published, ResponseCaches memory) {
    this.memory = memory;
    this.previous = published == null ? Map.of() : Map.copyOf(published.caches);
  }

  /** Returns the cache of a stage by its settings, or null if the stage has none. */
  public @Nullable StageCaching of(Stage stage) {
    return caching(stage, false);
  }

  /** Returns the cache of a stage's canary: its own, or the stage's if it uses that. */
  public @Nullable StageCaching ofCanary(Stage stage) {
    return caching(stage, !Boolean.TRUE.equals(stage.canarySettings().useStageCache()));
  }

  private @Nullable StageCaching caching(Stage stage, boolean ofCanary) {
    if (!Boolean.TRUE.equals(stage.cacheClusterEnabled())) {
      return null;
    }
    Key key = new Key(stage.stageName(), ofCanary, String.valueOf(stage.cacheClusterSize()));
    ResponseCache cache =
        caches.computeIfAbsent(
            key,
            _ -> {
              ResponseCache known = previous.get(key);
              return known == null ? memory.create() : known;
            });
    return new StageCaching(cache, stage.methodSettings());
  }

  /** Empties the caches that the API had before and no longer has. */
  public void closeFormer() {
    previous.forEach((key, cache) -> {
      if (!caches.containsKey(key)) {
        cache.flush();
      }
    });
  }

  /** Empties the caches of a stage and its canary. */
  public void flush(String stage) {
    caches.forEach((key, cache) -> {
      if (key.stage().equals(stage)) {
        cache.flush();
      }
    });
  }

  /** Empties all caches. */
  public void flushAll() {
    caches.values().forEach(ResponseCache::flush);
  }
}
