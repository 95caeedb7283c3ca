package dev.postern.control.rest.stage;

import static dev.postern.control.rest.RestFixture.START;
import static dev.postern.control.rest.RestFixture.patches;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.postern.aws.error.RestErrors;
import dev.postern.control.rest.RestFixture;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CanarySettings;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.DeploymentCanarySettings;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentResponse;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentsRequest;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentsResponse;
import software.amazon.awssdk.services.apigateway.model.GetStageRequest;
import software.amazon.awssdk.services.apigateway.model.GetStageResponse;
import software.amazon.awssdk.services.apigateway.model.MethodSnapshot;
import software.amazon.awssdk.services.apigateway.model.UpdateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateDeploymentResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateRestApiRequest;

class DeploymentsTest {
  private final RestFixture rest = new RestFixture();
  private final CreateRestApiResponse api = rest.api();
  private final String root = api.rootResourceId();

  private CreateDeploymentRequest.Builder create() {
    return CreateDeploymentRequest.builder().restApiId(api.id());
  }

  private GetDeploymentRequest.Builder get(String deploymentId) {
    return GetDeploymentRequest.builder().restApiId(api.id()).deploymentId(deploymentId);
  }

  private DeleteDeploymentRequest delete(String deploymentId) {
    return DeleteDeploymentRequest.builder().restApiId(api.id()).deploymentId(deploymentId).build();
  }

  private GetStageResponse stage(String name) {
    return rest.call(GetStageRequest.builder().restApiId(api.id()).stageName(name).build());
  }

  private static DeploymentCanarySettings canary() {
    return DeploymentCanarySettings.builder()
        .percentTraffic(50.0)
        .stageVariableOverrides(Map.of("a", "9"))
        .build();
  }

  @Test
  void deploymentRequiresMethodsWithIntegrations() {
    rest.refused(create().build(), 400, "The REST API doesn't contain any methods");
    rest.method(api.id(), root, "GET");
    rest.refused(create().build(), 400, "No integration defined for method");
    rest.refused(
        create().restApiId("nope").build(),
        404,
        "Invalid API identifier specified 000000000000:nope");
  }

  @Test
  void privateApiNeedsAPolicy() {
    rest.mock(api.id(), root, "GET");
    rest.<SdkPojo>call(
        UpdateRestApiRequest.builder()
            .restApiId(api.id())
            .patchOperations(patches("replace /endpointConfiguration/types/EDGE PRIVATE"))
            .build());

    rest.refused(
        create().build(), 400, "Private REST API doesn't have a resource policy attached to it");
  }

  @Test
  void deploymentWithoutAStageIsNotPublished() {
    rest.mock(api.id(), root, "GET");
    int before = rest.publisher.published.size();

    CreateDeploymentResponse created = rest.call(create().description("first").build());

    assertThat(created.id()).matches("[a-z0-9]{6}");
    assertThat(created.description()).isEqualTo("first");
    assertThat(created.createdDate()).isAfter(START);
    assertThat(created.hasApiSummary()).isFalse();
    assertThat(rest.publisher.published).hasSize(before);
  }

  @Test
  void stageNameCreatesOrUpdatesTheStage() {
    rest.mock(api.id(), root, "GET");

    CreateDeploymentResponse first =
        rest.call(
            create()
                .stageName("dev")
                .stageDescription("development")
                .variables(Map.of("a", "1"))
                .build());
    GetStageResponse created = stage("dev");
    CreateDeploymentResponse second = rest.deploy(api.id(), "dev");
    GetStageResponse repointed = stage("dev");

    assertThat(created.deploymentId()).isEqualTo(first.id());
    assertThat(created.description()).isEqualTo("development");
    assertThat(created.variables()).containsExactly(entry("a", "1"));
    assertThat(created.hasMethodSettings()).isTrue();
    assertThat(repointed.deploymentId()).isEqualTo(second.id());
    assertThat(repointed.variables()).isEqualTo(created.variables());
    assertThat(repointed.createdDate()).isEqualTo(created.createdDate());
    assertThat(repointed.lastUpdatedDate()).isAfter(created.lastUpdatedDate());
    assertThat(rest.publisher.published.getLast()).isEqualTo(rest.state(api.id()));
  }

  @Test
  void deploymentKeepsItsSnapshot() {
    rest.mock(api.id(), root, "GET");
    String id = rest.deploy(api.id(), "dev").id();

    rest.mock(api.id(), root, "PUT");

    GetDeploymentResponse plain = rest.call(get(id).build());
    GetDeploymentResponse summed = rest.call(get(id).embed("apisummary").build());
    assertThat(plain.hasApiSummary()).isFalse();
    assertThat(summed.apiSummary())
        .containsExactly(
            entry(
                "/",
                Map.of(
                    "GET",
                    MethodSnapshot.builder()
                        .authorizationType("NONE")
                        .apiKeyRequired(false)
                        .build())));
  }

  @Test
  void refusedContentIsNotStored() {
    rest.mock(api.id(), root, "GET");
    rest.publisher.refusal = RestErrors.invalidArn();

    rest.refused(create().stageName("dev").build(), 400, "Invalid ARN specified in the request");
  }

  @Test
  void invalidStageNamesAreRefused() {
    rest.mock(api.id(), root, "GET");

    rest.refused(create().stageName("$default").build(), 400, "Stage name only allows a-zA-Z0-9_");
  }

  @Test
  void deploymentsAreListedInPages() {
    rest.mock(api.id(), root, "GET");
    for (int i = 0; i < 3; i++) {
      rest.<SdkPojo>call(create().build());
    }

    GetDeploymentsResponse first =
        rest.call(GetDeploymentsRequest.builder().restApiId(api.id()).limit(2).build());
    GetDeploymentsResponse second =
        rest.call(
            GetDeploymentsRequest.builder().restApiId(api.id()).position(first.position()).build());

    assertThat(first.items()).hasSize(2);
    assertThat(second.items()).hasSize(1);
    assertThat(second.position()).isNull();
  }

  @Test
  void onlyTheDescriptionCanBeUpdated() {
    rest.mock(api.id(), root, "GET");
    String id = rest.deploy(api.id(), "dev").id();

    UpdateDeploymentResponse updated =
        rest.call(
            UpdateDeploymentRequest.builder()
                .restApiId(api.id())
                .deploymentId(id)
                .patchOperations(patches("replace /description second"))
                .build());

    assertThat(updated.description()).isEqualTo("second");
    rest.refused(
        UpdateDeploymentRequest.builder()
            .restApiId(api.id())
            .deploymentId(id)
            .patchOperations(patches("replace /id x"))
            .build(),
        400,
        "Invalid patch path  '/id' specified for op 'replace'. Must be one of: [/description]");
  }

  @Test
  void deploymentOfAStageCannotBeDeleted() {
    rest.mock(api.id(), root, "GET");
    String first = rest.deploy(api.id(), "dev").id();
    String second = rest.deploy(api.id(), "dev").id();

    rest.refused(
        delete(second), 400, "Active stages pointing to this deployment must be moved or deleted");
    rest.<SdkPojo>call(delete(first));
    rest.refused(get(first).build(), 404, "Invalid Deployment identifier specified");
  }

  @Test
  void canaryGetsTheNewDeploymentAndTheStageKeepsItsOwn() {
    rest.mock(api.id(), root, "GET");
    CreateDeploymentResponse first =
        rest.call(create().stageName("dev").variables(Map.of("a", "1", "b", "2")).build());

    CreateDeploymentResponse second =
        rest.call(create().stageName("dev").canarySettings(canary()).build());

    GetStageResponse stage = stage("dev");
    assertThat(stage.deploymentId()).isEqualTo(first.id());
    assertThat(stage.canarySettings())
        .isEqualTo(
            CanarySettings.builder()
                .percentTraffic(50.0)
                .stageVariableOverrides(Map.of("a", "9"))
                .useStageCache(false)
                .deploymentId(second.id())
                .build());
    rest.refused(
        delete(second.id()),
        400,
        "Active stages pointing to this deployment must be moved or deleted");
  }

  @Test
  void canaryRequiresAStageAndPreventsItsDeployment() {
    rest.mock(api.id(), root, "GET");

    rest.refused(
        create().canarySettings(canary()).build(),
        400,
        "Invalid deployment content specified.Non null and non empty stageName must be provided for"
            + " canary deployment. Provided value is null");
    rest.refused(
        create().stageName("").canarySettings(canary()).build(),
        400,
        "Invalid deployment content specified.Non null and non empty stageName must be provided for"
            + " canary deployment. Provided value is ");
    rest.refused(
        create().stageName("dev").canarySettings(canary()).build(),
        400,
        "Invalid deployment content specified.Stage dev must already be created before making a"
            + " canary release deployment");

    rest.deploy(api.id(), "dev");
    rest.<SdkPojo>call(create().stageName("dev").canarySettings(canary()).build());
    rest.refused(
        create().stageName("dev").build(),
        400,
        "Invalid deployment content specified.Non canary deployment not supported on stage dev"
            + " because Canary is enabled. Provide CanarySettings in deploymentInput.");
  }
}
