package dev.postern.control.rest;

import dev.postern.aws.Arn;
import dev.postern.aws.error.BackendErrors;
import dev.postern.aws.error.DocumentationErrors;
import dev.postern.aws.error.StageErrors;
import dev.postern.control.state.AccountState;
import dev.postern.control.state.RestApiState;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.CacheClusterStatus;
import software.amazon.awssdk.services.apigateway.model.CanarySettings;
import software.amazon.awssdk.services.apigateway.model.Stage;

/**
 * What a stage must be to be stored.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html">
 *     CreateStage</a>
 */
final class StageRules {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");
  private static final Pattern VARIABLE_NAME = Pattern.compile("[A-Za-z0-9_]{1,64}");
  private static final Pattern VARIABLE_VALUE = Pattern.compile("[A-Za-z0-9 ._~:/?#&=,-]{1,512}");

  private StageRules() {}

  static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw StageErrors.invalidStageName();
    }
  }

  /**
   * The stage as AWS stores it: what it names exists, and its cache is up as far as we can tell.
   */
  static Stage checked(RestApiState state, Stage stage) {
    checkDeployment(state, stage.deploymentId());
    checkVariables(stage.variables());
    CanarySettings canary = stage.canarySettings();
    if (canary != null) {
      checkDeployment(state, canary.deploymentId());
      checkVariables(canary.stageVariableOverrides());
    }

    checkDocumentation(state, orNone(stage.documentationVersion()));

    Stage.Builder stored =
        stage.toBuilder()
            .documentationVersion(orNone(stage.documentationVersion()))
            .clientCertificateId(orNone(stage.clientCertificateId()));
    if (stage.variables().isEmpty()) {
      stored.variables(null);
    }
    if (!Boolean.TRUE.equals(stage.cacheClusterEnabled())) {
      return stored.cacheClusterStatus(CacheClusterStatus.NOT_AVAILABLE).build();
    }
    if (stage.cacheClusterSize() == null) {
      stored.cacheClusterSize("0.5");
    }
    return stored.cacheClusterStatus(CacheClusterStatus.AVAILABLE).build();
  }

  /**
   * Whether the stage sends logs to CloudWatch, for which the account must have a role.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html">Set
   *     up CloudWatch logging for REST APIs in API Gateway</a>
   */
  static boolean logs(Stage stage) {
    boolean executions =
        stage.methodSettings().values().stream()
            .anyMatch(
                setting -> setting.loggingLevel() != null && !setting.loggingLevel().equals("OFF"));
    boolean accesses =
        stage.accessLogSettings() != null
            && stage.accessLogSettings().destinationArn() != null
            && Arn.parse(stage.accessLogSettings().destinationArn())
                .filter(arn -> arn.service().equals("logs"))
                .isPresent();
    return executions || accesses;
  }

  /** Refuses a client certificate that the account does not have. */
  static void checkClientCertificate(AccountState account, Stage stage) {
    String id = stage.clientCertificateId();
    if (id != null && !account.clientCertificates().containsKey(id)) {
      throw BackendErrors.unknownClientCertificate();
    }
  }

  private static void checkDocumentation(RestApiState state, @Nullable String version) {
    if (version != null && !state.documentationVersions().containsKey(version)) {
      throw DocumentationErrors.invalidVersion();
    }
  }

  /** An empty text is how clients unset a member. */
  private static @Nullable String orNone(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private static void checkDeployment(RestApiState state, String deploymentId) {
    if (deploymentId == null || !state.deployments().containsKey(deploymentId)) {
      throw StageErrors.deploymentDoesNotExist();
    }
  }

  private static void checkVariables(Map<String, String> variables) {
    variables.forEach((name, value) -> {
      if (!VARIABLE_NAME.matcher(name).matches()) {
        throw StageErrors.invalidStageVariableName(name);
      }
      if (value == null || !VARIABLE_VALUE.matcher(value).matches()) {
        throw StageErrors.invalidStageVariableValue(value);
      }
    });
  }
}
