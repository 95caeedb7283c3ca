package dev.postern.control.rest.stage;

import static dev.postern.control.rest.patch.Changes.choice;
import static dev.postern.control.rest.patch.Changes.decimal;
import static dev.postern.control.rest.patch.Changes.description;
import static dev.postern.control.rest.patch.Changes.flag;
import static dev.postern.control.rest.patch.Changes.integer;
import static dev.postern.control.rest.patch.Changes.set;
import static dev.postern.control.rest.patch.Changes.text;
import static dev.postern.control.rest.patch.Changes.textEntry;
import static dev.postern.control.rest.patch.PatchTable.ADD_REPLACE;
import static dev.postern.control.rest.patch.PatchTable.COPY;
import static dev.postern.control.rest.patch.PatchTable.REMOVE;
import static dev.postern.control.rest.patch.PatchTable.REPLACE;
import static dev.postern.control.rest.patch.PatchTable.REPLACE_REMOVE;

import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.PatchErrors;
import dev.postern.control.rest.patch.Patch;
import dev.postern.control.rest.patch.PatchTable;
import dev.postern.control.rest.patch.PatchTable.Change;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.apigateway.model.AccessLogSettings;
import software.amazon.awssdk.services.apigateway.model.CanarySettings;
import software.amazon.awssdk.services.apigateway.model.MethodSetting;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.Stage;

/**
 * PATCH operations of UpdateStage.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html">Patch
 *     operations</a>
 */
final class StagePatches {
  static final PatchTable<Stage> TABLE =
      PatchTable.<Stage>refusing(StagePatches::refuse)
          .on(REPLACE, "/deploymentId", text(Stage.Builder::deploymentId))
          .on(REPLACE, "/description", description(Stage.Builder::description))
          .on(REPLACE, "/documentationVersion", text(Stage.Builder::documentationVersion))
          .on(REPLACE, "/cacheClusterEnabled", flag(Stage.Builder::cacheClusterEnabled))
          .on(REPLACE, "/cacheClusterSize", choice(Stage.Builder::cacheClusterSize, sizes()))
          .on(REPLACE, "/clientCertificateId", text(Stage.Builder::clientCertificateId))
          .on(REPLACE, "/tracingEnabled", flag(Stage.Builder::tracingEnabled))
          .on(REPLACE, "/variables", set(Stage.Builder::variables, Patch::stringMap))
          .on(
              REPLACE_REMOVE,
              "/variables/{name}",
              textEntry(Stage::variables, Stage.Builder::variables))
          .on(
              ADD_REPLACE,
              "/accessLogSettings/destinationArn",
              accessLog(AccessLogSettings.Builder::destinationArn))
          .on(
              ADD_REPLACE,
              "/accessLogSettings/format",
              accessLog(AccessLogSettings.Builder::format))
          .on(
              REMOVE,
              "/accessLogSettings",
              (stage, _) -> stage.toBuilder().accessLogSettings((AccessLogSettings) null).build())
          .on(
              REPLACE,
              "/canarySettings/deploymentId",
              canary(text(CanarySettings.Builder::deploymentId)))
          .on(
              REPLACE,
              "/canarySettings/percentTraffic",
              canary(decimal(CanarySettings.Builder::percentTraffic)))
          .on(
              REPLACE,
              "/canarySettings/useStageCache",
              canary(flag(CanarySettings.Builder::useStageCache)))
          .on(
              REPLACE,
              "/canarySettings/stageVariableOverrides",
              canary(set(CanarySettings.Builder::stageVariableOverrides, Patch::stringMap)))
          .on(
              REPLACE_REMOVE,
              "/canarySettings/stageVariableOverrides/{name}",
              canary(
                  textEntry(
                      CanarySettings::stageVariableOverrides,
                      CanarySettings.Builder::stageVariableOverrides)))
          .on(
              REMOVE,
              "/canarySettings",
              (stage, _) -> stage.toBuilder().canarySettings((CanarySettings) null).build())
          .on(COPY, "/deploymentId", Canaries::promoteDeployment)
          .on(COPY, "/variables", Canaries::promoteVariables)
          .on(
              REPLACE,
              "/{resource+}/{verb}/metrics/enabled",
              setting(flag(MethodSetting.Builder::metricsEnabled)))
          .on(
              REPLACE,
              "/{resource+}/{verb}/logging/dataTrace",
              setting(flag(MethodSetting.Builder::dataTraceEnabled)))
          .on(
              REPLACE,
              "/{resource+}/{verb}/logging/loglevel",
              setting(choice(MethodSetting.Builder::loggingLevel, Set.of("OFF", "ERROR", "INFO"))))
          .on(
              REPLACE,
              "/{resource+}/{verb}/throttling/burstLimit",
              setting(integer(MethodSetting.Builder::throttlingBurstLimit)))
          .on(
              REPLACE,
              "/{resource+}/{verb}/throttling/rateLimit",
              setting(decimal(MethodSetting.Builder::throttlingRateLimit)))
          .on(
              REPLACE,
              "/{resource+}/{verb}/caching/enabled",
              setting(flag(MethodSetting.Builder::cachingEnabled)))
          .on(
              REPLACE,
              "/{resource+}/{verb}/caching/ttlInSeconds",
              setting(integer(MethodSetting.Builder::cacheTtlInSeconds)))
          .on(
              REPLACE,
              "/{resource+}/{verb}/caching/dataEncrypted",
              setting(flag(MethodSetting.Builder::cacheDataEncrypted)))
          .on(
              REPLACE,
              "/{resource+}/{verb}/caching/requireAuthorizationForCacheControl",
              setting(flag(MethodSetting.Builder::requireAuthorizationForCacheControl)))
          .on(
              REPLACE,
              "/{resource+}/{verb}/caching/unauthorizedCacheControlHeaderStrategy",
              setting(
                  choice(
                      MethodSetting.Builder::unauthorizedCacheControlHeaderStrategy,
                      Set.of(
                          "FAIL_WITH_403",
                          "SUCCEED_WITH_RESPONSE_HEADER",
                          "SUCCEED_WITHOUT_RESPONSE_HEADER"))))
          // After all other REMOVE rules: AWS treats any other path of two tokens as a method
          // setting.
          .on(REMOVE, "/{resource+}/{verb}", MethodSettings::remove)
          .build();

  private StagePatches() {}

  private static AwsException refuse(
      PatchOperation operation, List<String> supported, List<String> paths) {
    String path = String.valueOf(operation.path());
    return switch (operation.op()) {
      case COPY -> PatchErrors.invalidCopy(path, operation.from());
      case REMOVE -> PatchErrors.noMethodSetting(path.replaceFirst("^/", ""));
      case null, default -> {
        if (path.startsWith("/accessLogSettings")) {
          yield PatchErrors.invalidAccessLogPath();
        }
        yield "add".equals(operation.opAsString())
            ? PatchErrors.invalidAdd(path)
            : PatchErrors.invalidStagePath(path);
      }
    };
  }

  private static Set<String> sizes() {
    return Set.of("0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237");
  }

  private static Change<Stage> setting(Change<MethodSetting> change) {
    return (stage, patch) -> MethodSettings.change(stage, patch, change);
  }

  private static Change<Stage> canary(Change<CanarySettings> change) {
    return (stage, patch) -> Canaries.change(stage, patch, change);
  }

  private static Change<Stage> accessLog(
      BiFunction<AccessLogSettings.Builder, String, AccessLogSettings.Builder> setter) {
    return (stage, patch) -> {
      String value = patch.value();
      if (value == null || value.isEmpty()) {
        throw PatchErrors.emptyAccessLogValue();
      }
      AccessLogSettings.Builder settings =
          Optional.ofNullable(stage.accessLogSettings())
              .map(AccessLogSettings::toBuilder)
              .orElseGet(AccessLogSettings::builder);
      return stage.toBuilder().accessLogSettings(setter.apply(settings, value).build()).build();
    };
  }
}
