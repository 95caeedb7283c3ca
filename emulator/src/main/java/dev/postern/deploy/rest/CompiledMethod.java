package dev.postern.deploy.rest;

import dev.postern.execute.Phase;
import dev.postern.execute.Plan;
import java.util.List;

/**
 * A method, compiled as far as it does not depend on the stage.
 *
 * @param verb in capitals, or {@code ANY}
 * @param operationName {@code ""} if it has none
 * @param phases makes the phases for a stage
 */
record CompiledMethod(
    String resourceId,
    String path,
    String verb,
    String operationName,
    boolean apiKeyRequired,
    Binder phases) {

  /** Makes phases for a stage. */
  @FunctionalInterface
  interface Binder {
    List<Phase> bind(StageBinding binding);
  }

  Plan bind(StageBinding binding) {
    return Plan.of(
        resourceId,
        path,
        operationName,
        phases.bind(binding),
        binding.observers().of(path, verb, apiKeyRequired));
  }
}
