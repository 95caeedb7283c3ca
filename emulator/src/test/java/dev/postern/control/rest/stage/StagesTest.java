package dev.postern.control.rest.stage;

import static dev.postern.control.rest.RestFixture.patches;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.postern.aws.error.RestErrors;
import dev.postern.control.rest.RestFixture;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.AccessLogSettings;
import software.amazon.awssdk.services.apigateway.model.CanarySettings;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.apigateway.model.CreateDocumentationVersionRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.CreateStageRequest;
import software.amazon.awssdk.services.apigateway.model.CreateStageResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigateway.model.GenerateClientCertificateRequest;
import software.amazon.awssdk.services.apigateway.model.GenerateClientCertificateResponse;
import software.amazon.awssdk.services.apigateway.model.GetStagesRequest;
import software.amazon.awssdk.services.apigateway.model.GetStagesResponse;
import software.amazon.awssdk.services.apigateway.model.MethodSetting;
import software.amazon.awssdk.services.apigateway.model.Stage;
import software.amazon.awssdk.services.apigateway.model.UpdateAccountRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateStageRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateStageResponse;

class StagesTest {
  private static final String LIST =
      "/deploymentId, /description, /cacheClusterEnabled, /cacheClusterSize, /clientCertificateId, /accessLogSettings, /accessLogSettings/destinationArn, /accessLogSettings/format, /{resourcePath}/{httpMethod}/metrics/enabled, /{resourcePath}/{httpMethod}/logging/dataTrace, /{resourcePath}/{httpMethod}/logging/loglevel, /{resourcePath}/{httpMethod}/throttling/burstLimit/{resourcePath}/{httpMethod}/throttling/rateLimit/{resourcePath}/{httpMethod}/caching/ttlInSeconds, /{resourcePath}/{httpMethod}/caching/enabled, /{resourcePath}/{httpMethod}/caching/dataEncrypted, /{resourcePath}/{httpMethod}/caching/requireAuthorizationForCacheControl, /{resourcePath}/{httpMethod}/caching/unauthorizedCacheControlHeaderStrategy, /*/*/metrics/enabled, /*/*/logging/dataTrace, /*/*/logging/loglevel, /*/*/throttling/burstLimit /*/*/throttling/rateLimit /*/*/caching/ttlInSeconds, /*/*/caching/enabled, /*/*/caching/dataEncrypted, /*/*/caching/requireAuthorizationForCacheControl, /*/*/caching/unauthorizedCacheControlHeaderStrategy, /variables/{variable_name}, /tracingEnabled";

  private final RestFixture rest = new RestFixture();
  private final CreateRestApiResponse api = rest.api();
  private final String first = deployed("dev");

  private String deployed(String stageName) {
    if (!rest.at(api.id(), "/").hasResourceMethods()) {
      rest.mock(api.id(), api.rootResourceId(), "GET");
    }
    return rest.deploy(api.id(), stageName).id();
  }

  private CreateStageRequest.Builder create(String name) {
    return CreateStageRequest.builder().restApiId(api.id()).stageName(name).deploymentId(first);
  }

  private UpdateStageRequest request(String... operations) {
    return UpdateStageRequest.builder()
        .restApiId(api.id())
        .stageName("dev")
        .patchOperations(patches(operations))
        .build();
  }

  private UpdateStageResponse update(String... operations) {
    return rest.call(request(operations));
  }

  private void refused(String operation, String text) {
    rest.refused(request("replace /description changed", operation), 400, text);
  }

  @Test
  void createSetsDefaults() {
    CreateStageResponse stage = rest.call(create("prod").build());

    assertThat(stage.stageName()).isEqualTo("prod");
    assertThat(stage.deploymentId()).isEqualTo(first);
    assertThat(stage.cacheClusterEnabled()).isFalse();
    assertThat(stage.cacheClusterStatusAsString()).isEqualTo("NOT_AVAILABLE");
    assertThat(stage.tracingEnabled()).isFalse();
    assertThat(stage.hasMethodSettings()).isTrue();
    assertThat(stage.methodSettings()).isEmpty();
    assertThat(stage.createdDate()).isEqualTo(stage.lastUpdatedDate());
    assertThat(stage.hasVariables()).isFalse();
    assertThat(stage.hasTags()).isFalse();
    assertThat(stage.canarySettings()).isNull();
    assertThat(rest.publisher.published.getLast().stages()).containsKey("prod");
  }

  @Test
  void createSetsCacheVariablesCanaryAndTags() {
    CreateStageResponse stage =
        rest.call(
            create("prod")
                .cacheClusterEnabled(true)
                .variables(Map.of("host", "a.example:80/x?y=z"))
                .canarySettings(c -> c.percentTraffic(10.0))
                .tags(Map.of("k", "v"))
                .build());

    assertThat(stage.cacheClusterStatusAsString()).isEqualTo("CREATE_IN_PROGRESS");
    assertThat(stage.cacheClusterSize()).isEqualTo("0.5");
    assertThat(stage.variables()).containsOnly(entry("host", "a.example:80/x?y=z"));
    assertThat(stage.canarySettings())
        .isEqualTo(
            CanarySettings.builder()
                .percentTraffic(10.0)
                .useStageCache(false)
                .deploymentId(first)
                .build());
    assertThat(stage.tags()).containsOnly(entry("k", "v"));
  }

  @Test
  void invalidCreateIsRefused() {
    rest.refused(create("dev").build(), 409, "Stage already exists");
    rest.refused(create("a.b").build(), 400, "Stage name only allows a-zA-Z0-9_");
    rest.refused(
        create("prod").deploymentId("nope42").build(),
        404,
        "Invalid Deployment identifier specified");
    rest.refused(
        create("prod").canarySettings(c -> c.deploymentId("nope42")).build(),
        400,
        "Deployment id does not exist");
    rest.refused(
        create("prod").restApiId("nope").build(),
        404,
        "Invalid API identifier specified 000000000000:nope");
  }

  @Test
  void quotaIsEnforced() {
    for (int i = 1; i < 10; i++) {
      rest.<SdkPojo>call(create("s" + i).build());
    }

    rest.refused(
        create("s10").build(),
        429,
        "Maximum number of Stages for this API has been reached.  Please contact AWS if you need"
            + " additional Stages.");
  }

  @Test
  void listCanBeFilteredByDeployment() {
    String second = deployed("prod");

    GetStagesResponse all = rest.call(GetStagesRequest.builder().restApiId(api.id()).build());
    GetStagesResponse some =
        rest.call(GetStagesRequest.builder().restApiId(api.id()).deploymentId(second).build());

    assertThat(all.item()).extracting(Stage::stageName).containsExactly("dev", "prod");
    assertThat(some.item()).extracting(Stage::stageName).containsExactly("prod");
  }

  @Test
  void deletedStageIsWithdrawnAtOnce() {
    DeleteStageRequest delete =
        DeleteStageRequest.builder().restApiId(api.id()).stageName("dev").build();

    rest.<SdkPojo>call(delete);

    assertThat(rest.publisher.published.getLast().stages()).isEmpty();
    rest.refused(delete, 404, "Invalid stage identifier specified");
  }

  @Test
  void updateChangesOnlyTheGivenMembersAndIsVisibleAtOnce() {
    rest.<SdkPojo>call(
        CreateDocumentationVersionRequest.builder()
            .restApiId(api.id())
            .documentationVersion("v1")
            .build());
    GenerateClientCertificateResponse certificate =
        rest.call(GenerateClientCertificateRequest.builder().build());

    UpdateStageResponse stage =
        update(
            "replace /description hello",
            "replace /tracingEnabled true",
            "replace /cacheClusterEnabled true",
            "replace /cacheClusterSize 1.6",
            "replace /documentationVersion v1",
            "replace /clientCertificateId " + certificate.clientCertificateId(),
            "replace /variables {\"x\":\"1\"}",
            "replace /variables/y 2",
            "remove /variables/x",
            "remove /variables/none");

    assertThat(stage.description()).isEqualTo("hello");
    assertThat(stage.tracingEnabled()).isTrue();
    assertThat(stage.cacheClusterStatusAsString()).isEqualTo("CREATE_IN_PROGRESS");
    assertThat(stage.cacheClusterSize()).isEqualTo("1.6");
    assertThat(stage.documentationVersion()).isEqualTo("v1");
    assertThat(stage.clientCertificateId()).isEqualTo(certificate.clientCertificateId());
    assertThat(stage.variables()).containsOnly(entry("y", "2"));
    assertThat(stage.lastUpdatedDate()).isAfter(stage.createdDate());
    assertThat(rest.publisher.published.getLast()).isEqualTo(rest.state(api.id()));
  }

  @Test
  void stageCanBeRolledBackToAnOlderDeployment() {
    deployed("dev");

    assertThat(update("replace /deploymentId " + first).deploymentId()).isEqualTo(first);
    refused("replace /deploymentId nope42", "Deployment id does not exist");
  }

  @Test
  void updateRefusedByThePublisherIsNotStored() {
    rest.publisher.refusal = RestErrors.invalidArn();

    refused("replace /description x", "Invalid ARN specified in the request");
  }

  private static MethodSetting.Builder defaults() {
    return MethodSetting.builder()
        .metricsEnabled(false)
        .dataTraceEnabled(false)
        .throttlingBurstLimit(5000)
        .throttlingRateLimit(10000.0)
        .cachingEnabled(false)
        .cacheTtlInSeconds(300)
        .cacheDataEncrypted(false)
        .requireAuthorizationForCacheControl(true)
        .unauthorizedCacheControlHeaderStrategy("SUCCEED_WITH_RESPONSE_HEADER");
  }

  @Test
  void newMethodSettingIsAnIndependentCopyOfTheSettingForAllMethods() {
    UpdateStageResponse made =
        update(
            "replace /*/*/caching/enabled true",
            "replace /*/*/throttling/burstLimit 123",
            "replace /test/GET/throttling/burstLimit 124");

    assertThat(made.methodSettings())
        .containsOnly(
            entry("*/*", defaults().cachingEnabled(true).throttlingBurstLimit(123).build()),
            entry("test/GET", defaults().cachingEnabled(true).throttlingBurstLimit(124).build()));

    UpdateStageResponse changed = update("replace /*/*/throttling/burstLimit 100");

    assertThat(changed.methodSettings())
        .containsOnly(
            entry("*/*", defaults().cachingEnabled(true).throttlingBurstLimit(100).build()),
            entry("test/GET", defaults().cachingEnabled(true).throttlingBurstLimit(124).build()));

    UpdateStageResponse removed = update("remove /*/*");

    assertThat(removed.methodSettings()).containsOnlyKeys("test/GET");
    refused(
        "remove /*/*",
        "Cannot remove method setting */* because there is no method setting for this method ");
  }

  @Test
  void allMethodSettingsCanBePatched() {
    rest.<SdkPojo>call(
        UpdateAccountRequest.builder()
            .patchOperations(patches("replace /cloudwatchRoleArn arn:aws:iam::1:role/logs"))
            .build());

    UpdateStageResponse stage =
        update(
            "replace /~1a~1b/GET/metrics/enabled true",
            "replace /~1a~1b/GET/logging/dataTrace true",
            "replace /~1a~1b/GET/logging/loglevel INFO",
            "replace /~1a~1b/GET/throttling/rateLimit 1.5",
            "replace /~1a~1b/GET/caching/ttlInSeconds 60",
            "replace /~1a~1b/GET/caching/dataEncrypted true",
            "replace /~1a~1b/GET/caching/requireAuthorizationForCacheControl false",
            "replace /~1a~1b/GET/caching/unauthorizedCacheControlHeaderStrategy FAIL_WITH_403",
            "replace /~1/GET/metrics/enabled true");

    assertThat(stage.methodSettings())
        .containsOnly(
            entry(
                "a/b/GET",
                defaults()
                    .metricsEnabled(true)
                    .dataTraceEnabled(true)
                    .loggingLevel("INFO")
                    .throttlingRateLimit(1.5)
                    .cacheTtlInSeconds(60)
                    .cacheDataEncrypted(true)
                    .requireAuthorizationForCacheControl(false)
                    .unauthorizedCacheControlHeaderStrategy("FAIL_WITH_403")
                    .build()),
            entry("/GET", defaults().metricsEnabled(true).build()));
  }

  @Test
  void accessLogSettingsRequireARoleAndAreRemovedTogether() {
    String logs = "replace /accessLogSettings/destinationArn arn:aws:logs:eu-west-1:1:log-group:g";
    refused(logs, "CloudWatch Logs role ARN must be set in account settings to enable logging");
    rest.<SdkPojo>call(
        UpdateAccountRequest.builder()
            .patchOperations(patches("replace /cloudwatchRoleArn arn:aws:iam::1:role/logs"))
            .build());

    UpdateStageResponse on = update(logs, "add /accessLogSettings/format $context.requestId");

    assertThat(on.accessLogSettings())
        .isEqualTo(
            AccessLogSettings.builder()
                .destinationArn("arn:aws:logs:eu-west-1:1:log-group:g")
                .format("$context.requestId")
                .build());
    refused(
        "remove /accessLogSettings/format",
        "Cannot remove method setting accessLogSettings/format because there is no method setting"
            + " for this method ");
    assertThat(update("remove /accessLogSettings").accessLogSettings()).isNull();
  }

  @Test
  void canaryIsPromotedAndRemoved() {
    update("replace /variables {\"a\":\"1\",\"b\":\"2\"}");
    CreateDeploymentResponse second =
        rest.call(
            CreateDeploymentRequest.builder()
                .restApiId(api.id())
                .stageName("dev")
                .canarySettings(
                    c -> c.percentTraffic(50.0).stageVariableOverrides(Map.of("a", "9")))
                .build());

    UpdateStageResponse promoted =
        update(
            "replace /canarySettings/percentTraffic 0.0",
            "copy /deploymentId </canarySettings/deploymentId",
            "copy /variables </canarySettings/stageVariableOverrides");

    assertThat(promoted.deploymentId()).isEqualTo(second.id());
    assertThat(promoted.variables()).containsOnly(entry("a", "9"), entry("b", "2"));
    assertThat(promoted.canarySettings().percentTraffic()).isZero();
    assertThat(promoted.canarySettings().stageVariableOverrides()).containsOnly(entry("a", "9"));
    assertThat(update("remove /canarySettings").canarySettings()).isNull();
  }

  @Test
  void firstPatchOfACanarySettingCreatesTheCanary() {
    UpdateStageResponse stage = update("replace /canarySettings/stageVariableOverrides/a 9");

    assertThat(stage.canarySettings())
        .isEqualTo(
            CanarySettings.builder()
                .percentTraffic(0.0)
                .useStageCache(false)
                .deploymentId(first)
                .stageVariableOverrides(Map.of("a", "9"))
                .build());
    assertThat(
            update("remove /canarySettings/stageVariableOverrides/a")
                .canarySettings()
                .hasStageVariableOverrides())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/x",
        "/canarySettings",
        "/canarySettings/badPath",
        "/tags/x",
        "/*/*/caching/nothing",
        "/test/GET//throttling/burstLimit",
        "/test//GET/throttling/burstLimit",
        "//test/GET/throttling/burstLimit",
        "/*//throttling/burstLimit",
        "/stageName"
      })
  void unknownPathsAreRefusedWithAllValidPaths(String path) {
    refused(
        "replace " + path + " v",
        "Invalid method setting path: " + path + ". Must be one of: [" + LIST + "]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          replace /accessLogSettings/x v; Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn, /accessLogSettings/format]
          replace /accessLogSettings/format; Access Log value must not be empty
          add /canarySettings/deploymentId x; Invalid add operation with path: /canarySettings/deploymentId
          replace /canarySettings/deploymentId nope42; Deployment id does not exist
          copy /deploymentId </canarySettings/deploymentId; Promotion not available. Canary does not exist.
          copy /variables </canarySettings/deploymentId; Invalid copy operation with path: /variables and from /canarySettings/deploymentId. Valid copy:path are [/deploymentId, /variables] and valid copy:from are [/canarySettings/deploymentId, /canarySettings/stageVariableOverrides]
          copy /description </canarySettings/deploymentId; Invalid copy operation with path: /description and from /canarySettings/deploymentId. Valid copy:path are [/deploymentId, /variables] and valid copy:from are [/canarySettings/deploymentId, /canarySettings/stageVariableOverrides]
          replace /canarySettings/percentTraffic 101; Invalid deployment content specified.Canary percentTraffic must be between 0.0 and 100.0
          replace /*/*/logging/loglevel LOUD; Invalid value 'LOUD' specified for patch path '/*/*/logging/loglevel'
          replace /*/*/logging/loglevel ERROR; CloudWatch Logs role ARN must be set in account settings to enable logging
          replace /cacheClusterSize 3; Invalid value '3' specified for patch path '/cacheClusterSize'
          replace /variables/a-b x; Invalid stage variable name: a-b. Please use names with alphanumeric characters and the symbol '_'.
          """)
  void invalidUpdateIsRefused(String operation, String text) {
    refused(operation, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "canarySettings/badPath",
        "canarySettings/stageVariableOverrides",
        "canarySettings/stageVariableOverrides/a",
        "test/GET",
        "description"
      })
  void onlyExistingSettingsCanBeRemoved(String path) {
    refused(
        "remove /" + path,
        "Cannot remove method setting "
            + path
            + " because there is no method setting for this method ");
  }
}
