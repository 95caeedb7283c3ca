package dev.postern.deploy.rest;

import dev.postern.aws.error.GatewayException;
import dev.postern.execute.Plan;
import dev.postern.execute.phase.Refuse;
import org.jspecify.annotations.Nullable;

/**
 * A method of a deployment, compiled as far as it does not depend on the stage.
 *
 * @param path path template, such as {@code /pets/{petId}}
 * @param verb in upper case, or {@code ANY}
 * @param operationName {@code ""} if it has none
 * @param cache null if responses cannot be cached
 */
record CompiledMethod(
    String resourceId,
    String path,
    String verb,
    String operationName,
    CompiledAccess access,
    CompiledUsage usage,
    MethodValidation validation,
    @Nullable CompiledCache cache,
    CompiledIntegration integration) {

  /** Returns the plan for requests on a stage. */
  Plan bind(StageBinding stage) {
    IntegrationPhases bound = boundIntegration(stage);
    return Plan.of(
        resourceId,
        path,
        operationName,
        RestPhases.of(
            new RestPhases.Parts(
                access.bind(stage),
                boundUsage(stage),
                validation,
                bound.invoke() == null ? CachePhases.NONE : boundCache(stage),
                bound)),
        stage.observers().of(path, verb));
  }

  private UsagePhases boundUsage(StageBinding stage) {
    return stage.limits() == null ? UsagePhases.NONE : usage.bind(path, verb, stage.limits());
  }

  private CachePhases boundCache(StageBinding stage) {
    return cache == null ? CachePhases.NONE : cache.bind(path, verb, stage);
  }

  private IntegrationPhases boundIntegration(StageBinding stage) {
    try {
      return integration.bind(stage);
    } catch (GatewayException refusal) {
      return IntegrationPhases.refusing(new Refuse(_ -> refusal));
    }
  }
}
