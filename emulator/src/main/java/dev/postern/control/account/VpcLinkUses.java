package dev.postern.control.account;

import dev.postern.control.state.RestApiContent;
import dev.postern.control.state.RestApiState;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.CanarySettings;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.Stage;

/** Finds the deployed methods that use a VPC link. */
final class VpcLinkUses {
  private VpcLinkUses() {}

  /** Returns the methods of all stages that use the link, as {@code api:verb:resource:stage}. */
  static Stream<String> of(RestApiState api, String linkId) {
    return api.stages().values().stream()
        .flatMap(stage ->
            Stream.of(stage.deploymentId(), canaryDeployment(stage))
                .filter(Objects::nonNull)
                .distinct()
                .map(api.deployments()::get)
                .filter(Objects::nonNull)
                .flatMap(deployed -> methods(api.id(), deployed.content(), stage, linkId))
                .distinct());
  }

  private static @Nullable String canaryDeployment(Stage stage) {
    CanarySettings canary = stage.canarySettings();
    return canary == null ? null : canary.deploymentId();
  }

  private static Stream<String> methods(
      String apiId, RestApiContent content, Stage stage, String linkId) {
    return content.paths().values().stream()
        .flatMap(id -> content.resource(id).stream())
        .flatMap(resource ->
            resource.resourceMethods().entrySet().stream()
                .filter(method -> uses(method.getValue().methodIntegration(), stage, linkId))
                .map(Map.Entry::getKey)
                .map(verb -> String.join(":", apiId, verb, resource.id(), stage.stageName())));
  }

  /** Returns whether an integration names the link, directly or by a stage variable. */
  private static boolean uses(@Nullable Integration integration, Stage stage, String linkId) {
    String named = integration == null ? null : integration.connectionId();
    if (named == null) {
      return false;
    }
    if (named.startsWith("${stageVariables.") && named.endsWith("}")) {
      String variable = named.substring("${stageVariables.".length(), named.length() - 1);
      return linkId.equals(stage.variables().get(variable));
    }
    return linkId.equals(named);
  }
}
