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
 * The cache clusters of stages. A stage stores the final status of its cluster. Until a change is
 * complete, three seconds by the clock, responses contain a transitional status. AWS takes minutes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html">
 *     Cache settings for REST APIs in API Gateway</a>
 */
final class CacheClusters {
  private static final Duration CHANGE_DURATION = Duration.ofSeconds(3);
  private static final String MIN_SIZE = "0.5";

  private CacheClusters() {}

  /** Returns the API with the stage. A change of the cache settings starts a transition. */
  static RestApiState with(RestApiState state, Stage stage, Instant now) {
    Stage stored = settled(stage);
    RestApiState next = Stages.with(state, stored);
    Stage old = state.stages().get(stage.stageName());
    CacheClusterStatus transitional = transitional(old, stored);
    return transitional == null ? next : changing(next, stage.stageName(), transitional, now);
  }

  /** Returns the API with a stage whose cache is being flushed. Does nothing without a cache. */
  static RestApiState flushed(RestApiState state, Stage stage, Instant now) {
    return isOn(stage)
        ? changing(state, stage.stageName(), CacheClusterStatus.FLUSH_IN_PROGRESS, now)
        : state;
  }

  /** Returns the stage with the present status of its cluster. */
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
      settled.cacheClusterSize(MIN_SIZE);
    }
    return settled.cacheClusterStatus(CacheClusterStatus.AVAILABLE).build();
  }

  /**
   * Returns the status during a change, or null if the cluster does not change. A new size creates
   * a new cluster.
   */
  private static @Nullable CacheClusterStatus transitional(@Nullable Stage old, Stage stage) {
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
        transitions.plus(stageName, new CacheTransition(status, now.plus(CHANGE_DURATION))));
  }

  private static boolean isOn(Stage stage) {
    return Boolean.TRUE.equals(stage.cacheClusterEnabled());
  }
}
