package dev.postern.deploy.rest;

import dev.postern.aws.ApiId;
import dev.postern.aws.StageName;
import dev.postern.execute.Phase;
import dev.postern.execute.Plan;
import dev.postern.execute.StageRelease;
import dev.postern.execute.front.Compression;
import dev.postern.execute.live.LiveStage;
import dev.postern.execute.live.RouteTree;
import dev.postern.execute.rest.GatewayResponses;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployment's content, compiled as far as it does not depend on the stage.
 *
 * @param defaultEndpointDisabled whether the API disables its default endpoint
 * @param unrouted phases for requests that no resource serves
 * @param compression compression of responses; null for none
 */
public record CompiledApi(
    ApiId id,
    boolean defaultEndpointDisabled,
    List<CompiledMethod> methods,
    List<Phase> unrouted,
    GatewayResponses gatewayResponses,
    @Nullable Compression compression) {

  public CompiledApi {
    methods = List.copyOf(methods);
    unrouted = List.copyOf(unrouted);
  }

  /**
   * Returns this content bound to a stage.
   *
   * @param canary serves a share of the stage's requests; null for none
   */
  public LiveStage bind(StageBinding binding, LiveStage.@Nullable Canary canary) {
    RouteTree.Builder<Plan> routes = RouteTree.builder();
    for (CompiledMethod method : methods) {
      routes.add(method.path(), method.verb(), method.bind(binding));
    }
    return new LiveStage(
        new StageRelease(
            id,
            binding.owner(),
            id.value() + ".execute-api." + binding.owner().region().code() + ".amazonaws.com",
            new StageName(binding.stage()),
            binding.deploymentId(),
            binding.variables(),
            gatewayResponses,
            compression,
            binding.endpoint(),
            binding.canaryRequest()),
        defaultEndpointDisabled,
        routes.build(),
        Plan.of("", "", "", unrouted, binding.observers().of("", "")),
        canary);
  }
}
