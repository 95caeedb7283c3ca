package dev.postern.control.rest.stage;

import dev.postern.control.state.RestApiState;
import dev.postern.control.state.RestApiState.CacheTransition;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import software.amazon.awssdk.services.apigateway.model.CacheClusterStatus;
import software.amazon.awssdk.services.apigateway.model.Stage;

/**
 * The cache clusters of stages. A stage stores the status its cluster is on the way to; until it is
 * there, by the clock, another one is shown. AWS takes minutes for it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html">
 *     Cache settings for REST APIs in API Gateway</a>
 */
final class CacheClusters {
  private static final Duration TAKES = Duration.ofSeconds(3);
  private static final String SMALLEST = "0.5";

  private CacheClusters() {}

  /** The API with the stage, whose cluster begins to change if its settings have. */
  static RestApiState with(RestApiState state, Stage stage, Instant now) {
    Stage stored = settled(stage);
    RestApiState next = Stages.with(state, stored);
    Stage old = state.stages().get(stage.stageName());
    CacheClusterStatus meanwhile = meanwhile(old, stored);
    return meanwhile == null ? next : changing(next, stage.stageName(), meanwhile, now);
  }

  /** The API with a stage whose cache is being emptied; without a cache there is nothing to do. */
  static RestApiState flushed(RestApiState state, Stage stage, Instant now) {
    return isOn(stage)
        ? changing(state, stage.stageName(), CacheClusterStatus.FLUSH_IN_PROGRESS, now)
        : state;
  }

  /** The stage with the status its cluster has now. */
  static Stage shown(RestApiState state, Stage stage, Instant now) {
    CacheTransition transition = state.cacheTransitions().get(stage.stageName());
    return transition == null || !now.isBefore(transition.until())
        ? stage
        : stage.toBuilder().cacheClusterStatus(transition.status()).build();
  }

  private static Stage settled(Stage stage) {
    Stage.Builder settled = stage.toBuilder();
    if (!isOn(stage)) {
      return settled.cacheClusterStatus(CacheClusterStatus.NOT_AVAILABLE).build();
    }
    if (stage.cacheClusterSize() == null) {
      settled.cacheClusterSize(SMALLEST);
    }
    return settled.cacheClusterStatus(CacheClusterStatus.AVAILABLE).build();
  }

  /** What the cluster does on its way, or null if it stays as it is. A new size is a new one. */
  private static @Nullable CacheClusterStatus meanwhile(@Nullable Stage old, Stage stage) {
    if (old == null || !isOn(old)) {
      return isOn(stage) ? CacheClusterStatus.CREATE_IN_PROGRESS : null;
    }
    if (!isOn(stage)) {
      return CacheClusterStatus.DELETE_IN_PROGRESS;
    }
    return old.cacheClusterSize().equals(stage.cacheClusterSize())
        ? null
        : CacheClusterStatus.CREATE_IN_PROGRESS;
  }

  private static RestApiState changing(
      RestApiState state, String stageName, CacheClusterStatus status, Instant now) {
    PSortedMap<String, CacheTransition> transitions = state.cacheTransitions();
    return state.withCacheTransitions(
        transitions.plus(stageName, new CacheTransition(status, now.plus(TAKES))));
  }

  private static boolean isOn(Stage stage) {
    return Boolean.TRUE.equals(stage.cacheClusterEnabled());
  }
}
