package dev.postern.execute;

import dev.postern.aws.ApiId;
import dev.postern.aws.Caller;
import dev.postern.aws.StageName;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A stage as requests see it: a deployment bound to the stage's settings. A stage with a canary is
 * two of them, the production release and, in it, the canary.
 *
 * @param variables stage variables
 * @param defaultEndpointDisabled the API answers only on custom domains
 * @param unrouted for requests that no resource serves
 * @param compression of answers; null for none
 * @param endpoint what stands before the API
 * @param canaryRequest {@code $context.isCanaryRequest}; null without a canary
 * @param canary takes a share of the requests; null for none
 */
public record LiveStage(
    ApiId api,
    Caller owner,
    StageName name,
    String deploymentId,
    Map<String, String> variables,
    boolean defaultEndpointDisabled,
    RouteTree<Plan> routes,
    Plan unrouted,
    GatewayResponses gatewayResponses,
    @Nullable Compression compression,
    Endpoint endpoint,
    @Nullable Boolean canaryRequest,
    @Nullable Canary canary) {

  public LiveStage {
    variables = Map.copyOf(variables);
  }

  /**
   * A second release on the same stage.
   *
   * @param percent of the requests, 0 to 100
   */
  public record Canary(double percent, LiveStage stage) {}

  /** The release that one request goes to. */
  LiveStage release(RandomGenerator random) {
    return canary == null || random.nextDouble() * 100 >= canary.percent ? this : canary.stage;
  }

  /** Whether the address leads to the API, but requests do not come in there. */
  boolean unreachable(ApiAddress address) {
    return defaultEndpointDisabled
        || (address.vpcEndpoint() != null && !(endpoint instanceof Endpoint.Private));
  }
}
