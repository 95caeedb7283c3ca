package dev.postern.execute;

import dev.postern.aws.ApiId;
import dev.postern.aws.Caller;
import dev.postern.aws.StageName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stage as requests see it: a deployment bound to the stage's settings.
 *
 * @param variables stage variables
 * @param defaultEndpointDisabled the API answers only on custom domains
 * @param unrouted for requests that no resource serves
 * @param compression of answers; null for none
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
    @Nullable Compression compression) {

  public LiveStage {
    variables = Map.copyOf(variables);
  }
}
