package dev.postern.it;

import static dev.postern.it.Terraform.assertThatRead;
import static dev.postern.it.Terraform.gone;
import static dev.postern.it.Terraform.patches;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.*;

/** Makes the calls of Terraform's provider for stages, API keys and usage plans. */
@ExtendWith(PosternExtension.class)
class TerraformStageIT {
  private static final String ROLE = "arn:aws:iam::111122223333:role/logs";

  private final Terraform terraform;
  private final ApiGatewayClient rest;
  private final String api;

  TerraformStageIT(Running postern) {
    this.terraform = new Terraform(postern);
    this.rest = terraform.rest();
    CreateRestApiResponse created = rest.createRestApi(r -> r.name("terraform"));
    this.api = created.id();
    String root = created.rootResourceId();
    rest.putMethod(
        r -> r.restApiId(api).resourceId(root).httpMethod("GET").authorizationType("NONE"));
    rest.putIntegration(r -> r.restApiId(api).resourceId(root).httpMethod("GET").type("MOCK"));
  }

  @AfterEach
  void close() {
    terraform.close();
  }

  private String root() {
    return rest.getRestApi(r -> r.restApiId(api)).rootResourceId();
  }

  private String deployed() {
    return rest.createDeployment(r -> r.restApiId(api)).id();
  }

  /** Returns the stage of a usage plan with a throttle for one method. */
  private ApiStage prod(int burst, double rate) {
    ThrottleSettings throttle =
        ThrottleSettings.builder().burstLimit(burst).rateLimit(rate).build();
    return ApiStage.builder()
        .apiId(api)
        .stage("prod")
        .throttle(Map.of("/pets/GET", throttle))
        .build();
  }

  private GetStageResponse stage() {
    return rest.getStage(r -> r.restApiId(api).stageName("prod"));
  }

  private void update(String... operations) {
    rest.updateStage(r -> r.restApiId(api).stageName("prod").patchOperations(patches(operations)));
  }

  @Test
  void deploymentWithChangedTriggersIsReplaced() {
    String first = rest.createDeployment(r -> r.restApiId(api).description("d")).id();
    rest.createStage(r -> r.restApiId(api).stageName("prod").deploymentId(first));

    // create_before_destroy: creates the new one, updates the stage, deletes the old one.
    String second = deployed();
    update("replace /deploymentId " + second);
    rest.deleteDeployment(r -> r.restApiId(api).deploymentId(first));

    assertThat(stage().deploymentId()).isEqualTo(second);
    gone(() -> rest.getDeployment(r -> r.restApiId(api).deploymentId(first)));
  }

  @Test
  void deployment() {
    String id = rest.createDeployment(r -> r.restApiId(api).description("d")).id();
    Consumer<GetDeploymentRequest.Builder> it = r -> r.restApiId(api).deploymentId(id);
    GetDeploymentResponse created = rest.getDeployment(it);

    rest.updateDeployment(
        r -> r.restApiId(api).deploymentId(id).patchOperations(patches("replace /description e")));

    assertThat(created.description()).isEqualTo("d");
    assertThatRead(rest.getDeployment(it)).isEqualTo(created.toBuilder().description("e").build());
    rest.deleteDeployment(r -> r.restApiId(api).deploymentId(id));
    gone(() -> rest.getDeployment(it));
  }

  @Test
  void stageWithEveryAttribute() {
    rest.updateAccount(r -> r.patchOperations(patches("replace /cloudwatchRoleArn " + ROLE)));
    rest.createDocumentationVersion(r -> r.restApiId(api).documentationVersion("v1"));
    String certificate =
        rest.generateClientCertificate(r -> r.description("c")).clientCertificateId();
    String deployment = deployed();
    String canary = deployed();
    String arn = "arn:aws:apigateway:us-east-1::/restapis/" + api + "/stages/prod";
    rest.createStage(r ->
        r.restApiId(api)
            .stageName("prod")
            .deploymentId(deployment)
            .description("d")
            .cacheClusterEnabled(true)
            .cacheClusterSize("0.5")
            .canarySettings(c ->
                c.deploymentId(canary)
                    .percentTraffic(10.5)
                    .stageVariableOverrides(Map.of("one", "c", "x", "y"))
                    .useStageCache(true))
            .documentationVersion("v1")
            .tracingEnabled(true)
            .variables(Map.of("one", "1", "two", "2"))
            .tags(Map.of("a", "1")));
    GetStageResponse created = stage();

    // Settings that CreateStage lacks follow with all others once the cache is available.
    update(
        "replace /cacheClusterEnabled true",
        "replace /cacheClusterSize 0.5",
        "replace /clientCertificateId " + certificate,
        "replace /canarySettings/stageVariableOverrides/one c",
        "replace /canarySettings/stageVariableOverrides/x y",
        "replace /canarySettings/percentTraffic 10.500000",
        "replace /canarySettings/useStageCache true",
        "replace /canarySettings/deploymentId " + canary,
        "replace /deploymentId " + deployment,
        "replace /description d",
        "replace /tracingEnabled true",
        "replace /documentationVersion v1",
        "replace /variables/one 1",
        "replace /variables/two 2",
        "replace /accessLogSettings/destinationArn arn:aws:logs:us-east-1:111122223333:log-group:g",
        "replace /accessLogSettings/format $context.requestId");
    GetStageResponse completed = stage();
    rest.untagResource(r -> r.resourceArn(arn).tagKeys("a"));
    update(
        "replace /cacheClusterSize 1.6",
        "remove /canarySettings/stageVariableOverrides/x",
        "remove /canarySettings/stageVariableOverrides/one",
        "replace /canarySettings/stageVariableOverrides/two 4",
        "replace /canarySettings/percentTraffic 33.300000",
        "replace /canarySettings/useStageCache false",
        "replace /description e",
        "replace /tracingEnabled false",
        "remove /variables/one",
        "replace /variables/two 3");
    GetStageResponse updated = stage();
    update(
        "replace /cacheClusterEnabled false",
        "replace /clientCertificateId ",
        "remove /canarySettings",
        "replace /description ",
        "replace /documentationVersion ",
        "remove /variables/two",
        "remove /accessLogSettings");
    GetStageResponse back = stage();

    assertThat(created.deploymentId()).isEqualTo(deployment);
    assertThat(created.description()).isEqualTo("d");
    assertThat(created.cacheClusterEnabled()).isTrue();
    assertThat(created.cacheClusterSize()).isEqualTo("0.5");
    assertThat(created.cacheClusterStatusAsString()).isIn("CREATE_IN_PROGRESS", "AVAILABLE");
    assertThat(created.tracingEnabled()).isTrue();
    assertThat(created.variables()).isEqualTo(Map.of("one", "1", "two", "2"));
    assertThat(created.tags()).isEqualTo(Map.of("a", "1"));
    assertThat(created.documentationVersion()).isEqualTo("v1");
    assertThat(created.canarySettings()).isEqualTo(completed.canarySettings());
    assertThat(completed.clientCertificateId()).isEqualTo(certificate);
    assertThat(completed.canarySettings())
        .isEqualTo(
            CanarySettings.builder()
                .deploymentId(canary)
                .percentTraffic(10.5)
                .stageVariableOverrides(Map.of("one", "c", "x", "y"))
                .useStageCache(true)
                .build());
    assertThat(completed.accessLogSettings())
        .isEqualTo(
            AccessLogSettings.builder()
                .destinationArn("arn:aws:logs:us-east-1:111122223333:log-group:g")
                .format("$context.requestId")
                .build());
    assertThat(updated.description()).isEqualTo("e");
    assertThat(updated.tracingEnabled()).isFalse();
    assertThat(updated.variables()).isEqualTo(Map.of("two", "3"));
    assertThat(updated.canarySettings())
        .isEqualTo(
            CanarySettings.builder()
                .deploymentId(canary)
                .percentTraffic(33.3)
                .stageVariableOverrides(Map.of("two", "4"))
                .useStageCache(false)
                .build());
    assertThat(updated.cacheClusterSize()).isEqualTo("1.6");
    assertThat(updated.hasTags()).isFalse();
    assertThat(back.canarySettings()).isNull();
    assertThat(back.accessLogSettings()).isNull();
    assertThat(back.cacheClusterEnabled()).isFalse();
    assertThat(back.clientCertificateId()).isNull();
    assertThat(back.documentationVersion()).isNull();
    assertThat(back.description()).isNull();
    assertThat(back.variables()).isEmpty();
    rest.flushStageCache(r -> r.restApiId(api).stageName("prod"));
    rest.flushStageAuthorizersCache(r -> r.restApiId(api).stageName("prod"));
    rest.deleteStage(r -> r.restApiId(api).stageName("prod"));
    gone(this::stage);
    rest.deleteClientCertificate(r -> r.clientCertificateId(certificate));
  }

  @Test
  void methodSettings() {
    rest.updateAccount(r -> r.patchOperations(patches("replace /cloudwatchRoleArn " + ROLE)));
    rest.createStage(r -> r.restApiId(api).stageName("prod").deploymentId(deployed()));
    for (String path : List.of("*/*", "pets/GET", "pets/{id}/toys/GET")) {
      update(
          "replace /" + path + "/metrics/enabled true",
          "replace /" + path + "/logging/loglevel INFO",
          "replace /" + path + "/logging/dataTrace true",
          "replace /" + path + "/throttling/burstLimit 7",
          "replace /" + path + "/throttling/rateLimit 0.500000",
          "replace /" + path + "/caching/enabled true",
          "replace /" + path + "/caching/ttlInSeconds 60",
          "replace /" + path + "/caching/dataEncrypted true",
          "replace /" + path + "/caching/requireAuthorizationForCacheControl false",
          "replace /" + path + "/caching/unauthorizedCacheControlHeaderStrategy FAIL_WITH_403");

      assertThat(stage().methodSettings().get(path))
          .isEqualTo(
              MethodSetting.builder()
                  .metricsEnabled(true)
                  .loggingLevel("INFO")
                  .dataTraceEnabled(true)
                  .throttlingBurstLimit(7)
                  .throttlingRateLimit(0.5)
                  .cachingEnabled(true)
                  .cacheTtlInSeconds(60)
                  .cacheDataEncrypted(true)
                  .requireAuthorizationForCacheControl(false)
                  .unauthorizedCacheControlHeaderStrategy("FAIL_WITH_403")
                  .build());
      update("remove /" + path);
      assertThat(stage().methodSettings()).doesNotContainKey(path);
    }
  }

  @Test
  void account() {
    rest.updateAccount(r -> r.patchOperations(patches("replace /cloudwatchRoleArn " + ROLE)));
    assertThat(rest.getAccount().cloudwatchRoleArn()).isEqualTo(ROLE);
    assertThat(rest.getAccount().throttleSettings().burstLimit()).isEqualTo(5_000);

    rest.updateAccount(r -> r.patchOperations(patches("replace /cloudwatchRoleArn ")));

    assertThat(rest.getAccount().cloudwatchRoleArn()).isNull();
  }

  @Test
  void apiKey() {
    String id =
        rest.createApiKey(r -> r.name("k").description("d").enabled(true).tags(Map.of("a", "1")))
            .id();
    Consumer<GetApiKeyRequest.Builder> it = r -> r.apiKey(id).includeValue(true);
    GetApiKeyResponse created = rest.getApiKey(it);

    rest.updateApiKey(r ->
        r.apiKey(id)
            .patchOperations(
                patches(
                    "replace /description e",
                    "replace /enabled false",
                    "replace /customerId c",
                    "replace /name l")));

    assertThat(created.value()).hasSize(40);
    assertThat(created.tags()).isEqualTo(Map.of("a", "1"));
    GetApiKeyResponse updated = rest.getApiKey(it);
    assertThatRead(updated)
        .isEqualTo(
            created.toBuilder()
                .description("e")
                .enabled(false)
                .customerId("c")
                .name("l")
                .lastUpdatedDate(updated.lastUpdatedDate())
                .build());
    rest.deleteApiKey(r -> r.apiKey(id));
    gone(() -> rest.getApiKey(it));
  }

  @Test
  void usagePlan() {
    String pets = rest.createResource(r -> r.restApiId(api).parentId(root()).pathPart("pets")).id();
    rest.putMethod(
        r -> r.restApiId(api).resourceId(pets).httpMethod("GET").authorizationType("NONE"));
    rest.putIntegration(r -> r.restApiId(api).resourceId(pets).httpMethod("GET").type("MOCK"));
    rest.createStage(r -> r.restApiId(api).stageName("prod").deploymentId(deployed()));
    String id =
        rest.createUsagePlan(r ->
                r.name("p")
                    .description("d")
                    .apiStages(prod(3, 6.0))
                    .quota(q -> q.limit(100).offset(2).period("WEEK"))
                    .throttle(t -> t.burstLimit(5).rateLimit(10.0)))
            .id();
    Consumer<GetUsagePlanRequest.Builder> it = r -> r.usagePlanId(id);
    rest.updateUsagePlan(r -> r.usagePlanId(id).patchOperations(patches("add /productCode code")));
    GetUsagePlanResponse created = rest.getUsagePlan(it);
    String stage = api + ":prod";

    // A changed stage is removed and added with its throttles.
    rest.updateUsagePlan(r ->
        r.usagePlanId(id)
            .patchOperations(
                patches(
                    "replace /name q",
                    "replace /description e",
                    "replace /productCode other",
                    "remove /apiStages " + stage,
                    "add /apiStages " + stage,
                    "replace /apiStages/" + stage + "/throttle//pets/GET/rateLimit 7",
                    "replace /apiStages/" + stage + "/throttle//pets/GET/burstLimit 4",
                    "replace /throttle/rateLimit 20",
                    "replace /throttle/burstLimit 15",
                    "replace /quota/limit 200",
                    "replace /quota/offset 3",
                    "replace /quota/period MONTH")));
    GetUsagePlanResponse updated = rest.getUsagePlan(it);
    rest.updateUsagePlan(r ->
        r.usagePlanId(id)
            .patchOperations(
                patches(
                    "replace /description ",
                    "remove /productCode",
                    "remove /apiStages " + stage,
                    "remove /throttle",
                    "remove /quota")));
    GetUsagePlanResponse back = rest.getUsagePlan(it);

    assertThat(created.productCode()).isEqualTo("code");
    assertThat(created.apiStages().getFirst().throttle()).containsOnlyKeys("/pets/GET");
    assertThat(created.quota())
        .isEqualTo(QuotaSettings.builder().limit(100).offset(2).period("WEEK").build());
    assertThatRead(updated)
        .isEqualTo(
            GetUsagePlanResponse.builder()
                .id(id)
                .name("q")
                .description("e")
                .productCode("other")
                .throttle(t -> t.rateLimit(20.0).burstLimit(15))
                .quota(q -> q.limit(200).offset(3).period("MONTH"))
                .apiStages(prod(4, 7.0))
                .tags(Map.of())
                .build());
    assertThat(back.description()).isNull();
    assertThat(back.productCode()).isNull();
    assertThat(back.throttle()).isNull();
    assertThat(back.quota()).isNull();
    assertThat(back.apiStages()).isEmpty();
    rest.deleteUsagePlan(r -> r.usagePlanId(id));
    gone(() -> rest.getUsagePlan(it));
  }

  @Test
  void usagePlanKeyAndItsUsage() {
    String plan = rest.createUsagePlan(r -> r.name("p").quota(q -> q.limit(9).period("DAY"))).id();
    String csv = "Name,Key,UsagePlanIds\nimported," + "k".repeat(30) + "," + plan;
    ImportApiKeysResponse imported =
        rest.importApiKeys(r -> r.format("csv").body(SdkBytes.fromUtf8String(csv)));
    String key = rest.createApiKey(r -> r.name("k")).id();
    rest.createUsagePlanKey(r -> r.usagePlanId(plan).keyId(key).keyType("API_KEY"));
    Consumer<GetUsagePlanKeyRequest.Builder> it = r -> r.usagePlanId(plan).keyId(key);

    GetUsagePlanKeyResponse read = rest.getUsagePlanKey(it);
    UpdateUsageResponse granted =
        rest.updateUsage(
            r -> r.usagePlanId(plan).keyId(key).patchOperations(patches("replace /remaining 20")));
    GetUsageResponse usage =
        rest.getUsage(
            r -> r.usagePlanId(plan).startDate(granted.startDate()).endDate(granted.endDate()));

    assertThat(imported.warnings()).isEmpty();
    assertThat(read.type()).isEqualTo("API_KEY");
    assertThat(read.name()).isEqualTo("k");
    assertThat(usage.items())
        .isEqualTo(
            Map.of(
                key,
                List.of(List.of(0L, 20L)),
                imported.ids().getFirst(),
                List.of(List.of(0L, 9L))));
    rest.deleteUsagePlanKey(r -> r.usagePlanId(plan).keyId(key));
    gone(() -> rest.getUsagePlanKey(it));
    rest.deleteApiKey(r -> r.apiKey(imported.ids().getFirst()));
  }
}
