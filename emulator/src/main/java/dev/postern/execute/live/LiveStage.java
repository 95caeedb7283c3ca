package dev.postern.execute.live;

import dev.postern.execute.Plan;
import dev.postern.execute.StageRelease;
import dev.postern.execute.front.ApiAddress;
import dev.postern.execute.front.Endpoint;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A stage as requests see it: a release, and the routes of its deployment. A stage with a canary is
 * two of them, the production release and, in it, the canary.
 *
 * @param defaultEndpointDisabled the API answers only on custom domains
 * @param unrouted for requests that no resource serves
 * @param canary takes a share of the requests; null for none
 */
public record LiveStage(
    StageRelease release,
    boolean defaultEndpointDisabled,
    RouteTree<Plan> routes,
    Plan unrouted,
    @Nullable Canary canary) {

  /**
   * A second release on the same stage.
   *
   * @param percent of the requests, 0 to 100
   */
  public record Canary(double percent, LiveStage stage) {}

  /** Returns the stage that serves one request: this one, or its canary. */
  LiveStage pick(RandomGenerator random) {
    return canary == null || random.nextDouble() * 100 >= canary.percent ? this : canary.stage;
  }

  /** Whether the address leads to the API, but requests do not come in there. */
  boolean unreachable(ApiAddress address) {
    return defaultEndpointDisabled
        || (address.vpcEndpoint() != null && !(release.endpoint() instanceof Endpoint.Private));
  }
}
