package dev.postern.control.rest.stage;

import dev.postern.aws.Arn;
import dev.postern.aws.Limits;
import dev.postern.aws.Quota;
import dev.postern.aws.error.BackendErrors;
import dev.postern.aws.error.DocumentationErrors;
import dev.postern.aws.error.StageErrors;
import dev.postern.control.Quotas;
import dev.postern.control.state.AccountState;
import dev.postern.control.state.RestApiState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.AccessLogSettings;
import software.amazon.awssdk.services.apigateway.model.CanarySettings;
import software.amazon.awssdk.services.apigateway.model.MethodSetting;
import software.amazon.awssdk.services.apigateway.model.Stage;

/**
 * Validation rules and default values of stages.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html">
 *     CreateStage</a>
 */
public final class StageRules {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");
  private static final Pattern VARIABLE_NAME = Pattern.compile("[A-Za-z0-9_]+");
  private static final Pattern VARIABLE_VALUE = Pattern.compile("[A-Za-z0-9 ._~:/?#&=,-]+");

  private final Quotas quotas;
  private final Duration maxCacheTtl;

  public StageRules(Quotas quotas, Limits limits) {
    this.quotas = quotas;
    this.maxCacheTtl = limits.maxCacheTtl();
  }

  static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw StageErrors.invalidStageName();
    }
  }

  /** Returns the API with a new stage and its default values. */
  RestApiState withNew(RestApiState state, Stage sent, Instant now) {
    quotas.checkRoom(Quota.STAGES_PER_API, () -> state.stages().size());
    Stage stage =
        sent.toBuilder()
            .cacheClusterEnabled(Boolean.TRUE.equals(sent.cacheClusterEnabled()))
            .tracingEnabled(Boolean.TRUE.equals(sent.tracingEnabled()))
            .methodSettings(Map.of())
            .createdDate(now)
            .lastUpdatedDate(now)
            .build();
    return with(state, stage, now);
  }

  /** Returns the API with a stage as AWS stores it, after checking the stage's references. */
  RestApiState with(RestApiState state, Stage stage, Instant now) {
    checkDeployment(state, stage.deploymentId());
    checkVariables(stage.variables());
    CanarySettings canary = stage.canarySettings();
    if (canary != null) {
      checkDeployment(state, canary.deploymentId());
      checkVariables(canary.stageVariableOverrides());
      Double percent = canary.percentTraffic();
      if (percent != null && !(percent >= 0 && percent <= 100)) {
        throw StageErrors.invalidCanaryPercent();
      }
    }
    AccessLogSettings accessLog = stage.accessLogSettings();
    if (accessLog != null && accessLog.format() != null) {
      quotas.checkSize(Quota.ACCESS_LOG_FORMAT, accessLog.format().length());
    }
    stage.methodSettings().values().forEach(this::checkSetting);
    checkDocumentation(state, orNone(stage.documentationVersion()));
    Stage stored =
        stage.toBuilder()
            .variables(orNone(stage.variables()))
            .documentationVersion(orNone(stage.documentationVersion()))
            .clientCertificateId(orNone(stage.clientCertificateId()))
            .build();
    return CacheClusters.with(state, stored, now);
  }

  private static @Nullable Map<String, String> orNone(Map<String, String> variables) {
    return variables.isEmpty() ? null : variables;
  }

  /**
   * Returns whether the stage sends logs to CloudWatch. The account must have a role for it.
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

  /** Throws if the account does not have the stage's client certificate. */
  static void checkClientCertificate(AccountState account, Stage stage) {
    String id = orNone(stage.clientCertificateId());
    if (id != null && !account.clientCertificates().containsKey(id)) {
      throw BackendErrors.unknownClientCertificate();
    }
  }

  private static void checkDocumentation(RestApiState state, @Nullable String version) {
    if (version != null && !state.documentationVersions().containsKey(version)) {
      throw DocumentationErrors.invalidVersion();
    }
  }

  /** Returns null for an empty text, by which clients unset a member. */
  private static @Nullable String orNone(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private static void checkDeployment(RestApiState state, @Nullable String deploymentId) {
    if (deploymentId == null || !state.deployments().containsKey(deploymentId)) {
      throw StageErrors.deploymentDoesNotExist();
    }
  }

  private void checkVariables(Map<String, String> variables) {
    quotas.checkSize(Quota.STAGE_VARIABLES_PER_STAGE, variables.size());
    variables.forEach((name, value) -> {
      if (!VARIABLE_NAME.matcher(name).matches()) {
        throw StageErrors.invalidStageVariableName(name);
      }
      if (value == null || !VARIABLE_VALUE.matcher(value).matches()) {
        throw StageErrors.invalidStageVariableValue(value);
      }
      quotas.checkSize(Quota.STAGE_VARIABLE_KEY, name.length());
      quotas.checkSize(Quota.STAGE_VARIABLE_VALUE, value.length());
    });
  }

  private void checkSetting(MethodSetting setting) {
    Integer ttl = setting.cacheTtlInSeconds();
    if (ttl != null && (ttl < 0 || ttl > maxCacheTtl.toSeconds())) {
      throw StageErrors.invalidCacheTtl(maxCacheTtl.toSeconds());
    }
  }
}
