package dev.postern.execute.live;

import dev.postern.execute.Plan;
import dev.postern.execute.StageRelease;
import dev.postern.execute.front.ApiAddress;
import dev.postern.execute.front.Endpoint;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A stage as requests see it: a release, and the routes of its deployment. A stage with a canary
 * has two releases: the production release contains the canary.
 *
 * @param defaultEndpointDisabled whether only custom domains reach the API
 * @param unrouted plan for requests that no resource serves
 * @param canary serves a share of the requests; null for none
 */
public record LiveStage(
    StageRelease release,
    boolean defaultEndpointDisabled,
    RouteTree<Plan> routes,
    Plan unrouted,
    @Nullable Canary canary) {

  /**
   * The canary release of a stage.
   *
   * @param percent share of the requests, 0 to 100
   */
  public record Canary(double percent, LiveStage stage) {}

  /** Returns the stage that serves the next request: this one or its canary. */
  LiveStage pick(RandomGenerator random) {
    return canary == null || random.nextDouble() * 100 >= canary.percent ? this : canary.stage;
  }

  /** Returns whether the API does not accept requests at this address. */
  boolean unreachable(ApiAddress address) {
    return defaultEndpointDisabled
        || (address.vpcEndpoint() != null && !(release.endpoint() instanceof Endpoint.Private));
  }
}
