package dev.postern.control.rest.stage;

import dev.postern.aws.error.PatchErrors;
import dev.postern.control.rest.patch.Patch;
import dev.postern.control.rest.patch.PatchTable.Change;
import dev.postern.sdk.Shapes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.CanarySettings;
import software.amazon.awssdk.services.apigateway.model.DeploymentCanarySettings;
import software.amazon.awssdk.services.apigateway.model.Stage;

/**
 * The canary of a stage: a second deployment that receives a percentage of the traffic.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html">
 *     Set up an API Gateway canary release deployment</a>
 */
final class Canaries {
  private Canaries() {}

  /** Returns the canary of a CreateStage request, or null. */
  static @Nullable CanarySettings ofStage(@Nullable CanarySettings sent, String deploymentId) {
    return sent == null ? null : filled(sent, deploymentId);
  }

  /** Returns the canary of a CreateDeployment request. */
  static CanarySettings ofDeployment(DeploymentCanarySettings sent, String deploymentId) {
    return filled(Shapes.as(sent, CanarySettings::builder).build(), deploymentId);
  }

  /** Changes the canary. If there is none, creates it with the deployment of the stage. */
  static Stage change(Stage stage, Patch patch, Change<CanarySettings> change) {
    CanarySettings present = stage.canarySettings();
    if (patch.removes()
        && (present == null || !present.stageVariableOverrides().containsKey(patch.leaf()))) {
      throw PatchErrors.noMethodSetting(patch.path().substring(1));
    }
    CanarySettings start =
        present == null ? filled(CanarySettings.builder().build(), stage.deploymentId()) : present;
    return stage.toBuilder().canarySettings(change.apply(start, patch)).build();
  }

  /** Copies the canary's deployment to the stage. */
  static Stage promoteDeployment(Stage stage, Patch patch) {
    CanarySettings canary = promoted(stage, patch, "/canarySettings/deploymentId");
    return stage.toBuilder().deploymentId(canary.deploymentId()).build();
  }

  /** Merges the canary's overrides into the stage's variables. */
  static Stage promoteVariables(Stage stage, Patch patch) {
    CanarySettings canary = promoted(stage, patch, "/canarySettings/stageVariableOverrides");
    Map<String, String> variables = new LinkedHashMap<>(stage.variables());
    variables.putAll(canary.stageVariableOverrides());
    return stage.toBuilder().variables(variables.isEmpty() ? null : variables).build();
  }

  private static CanarySettings promoted(Stage stage, Patch patch, String from) {
    if (!from.equals(patch.from())) {
      throw PatchErrors.invalidCopy(patch.path(), patch.from());
    }
    if (stage.canarySettings() == null) {
      throw PatchErrors.noCanaryToPromote();
    }
    return stage.canarySettings();
  }

  private static CanarySettings filled(CanarySettings sent, String deploymentId) {
    CanarySettings.Builder filled = sent.toBuilder();
    if (sent.percentTraffic() == null) {
      filled.percentTraffic(0.0);
    }
    if (sent.useStageCache() == null) {
      filled.useStageCache(false);
    }
    if (sent.deploymentId() == null || sent.deploymentId().isEmpty()) {
      filled.deploymentId(deploymentId);
    }
    return filled.build();
  }
}
