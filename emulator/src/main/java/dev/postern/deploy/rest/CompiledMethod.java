package dev.postern.deploy.rest;

import dev.postern.aws.error.GatewayException;
import dev.postern.execute.Plan;
import dev.postern.execute.phase.Refuse;

/**
 * A method of a deployment, compiled as far as it does not depend on the stage.
 *
 * @param path path template, such as {@code /pets/{petId}}
 * @param verb in upper case, or {@code ANY}
 * @param operationName {@code ""} if it has none
 */
record CompiledMethod(
    String resourceId,
    String path,
    String verb,
    String operationName,
    boolean apiKeyRequired,
    CompiledAccess access,
    MethodValidation validation,
    CompiledIntegration integration) {

  /** Returns the plan for requests on a stage. */
  Plan bind(StageBinding stage) {
    return Plan.of(
        resourceId,
        path,
        operationName,
        RestPhases.of(access.bind(stage), validation, boundIntegration(stage)),
        stage.observers().of(path, verb, apiKeyRequired));
  }

  private IntegrationPhases boundIntegration(StageBinding stage) {
    try {
      return integration.bind(stage);
    } catch (GatewayException refusal) {
      return IntegrationPhases.refusing(new Refuse(_ -> refusal));
    }
  }
}
