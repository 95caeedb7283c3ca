package dev.postern.control.rest;

import static dev.postern.control.rest.RestFixture.patches;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.apigateway.model.CreateDocumentationVersionRequest;
import software.amazon.awssdk.services.apigateway.model.CreateModelRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.CreateStageRequest;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.CreateVpcLinkRequest;
import software.amazon.awssdk.services.apigateway.model.GenerateClientCertificateRequest;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.UpdateApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateClientCertificateRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateDocumentationVersionRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateModelRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateStageRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateVpcLinkRequest;

/** Empty descriptions of all kinds of resources but APIs, which refuse them. */
class EmptyDescriptionsTest {
  private static final String BALANCER =
      "arn:aws:elasticloadbalancing:eu-west-1:000000000000:loadbalancer/net/n/1";

  /**
   * A kind of resource.
   *
   * @param create makes the request that creates one
   * @param update makes the request that patches the one with the id
   */
  record Kind(String name, Create create, Update update) {
    @Override
    public String toString() {
      return name;
    }
  }

  interface Create {
    SdkPojo request(String apiId, String deploymentId, String description);
  }

  interface Update {
    SdkPojo request(String apiId, String id, List<PatchOperation> patches);
  }

  private final RestFixture rest = new RestFixture();

  static Stream<Kind> kinds() {
    return Stream.of(
        new Kind(
            "model",
            (api, _, text) ->
                CreateModelRequest.builder()
                    .restApiId(api)
                    .name("Pet")
                    .contentType("application/json")
                    .schema("{\"type\":\"object\"}")
                    .description(text)
                    .build(),
            (api, _, patches) ->
                UpdateModelRequest.builder()
                    .restApiId(api)
                    .modelName("Pet")
                    .patchOperations(patches)
                    .build()),
        new Kind(
            "deployment",
            (api, _, text) ->
                CreateDeploymentRequest.builder().restApiId(api).description(text).build(),
            (api, id, patches) ->
                UpdateDeploymentRequest.builder()
                    .restApiId(api)
                    .deploymentId(id)
                    .patchOperations(patches)
                    .build()),
        new Kind(
            "stage",
            (api, deployment, text) ->
                CreateStageRequest.builder()
                    .restApiId(api)
                    .deploymentId(deployment)
                    .stageName("s")
                    .description(text)
                    .build(),
            (api, _, patches) ->
                UpdateStageRequest.builder()
                    .restApiId(api)
                    .stageName("s")
                    .patchOperations(patches)
                    .build()),
        new Kind(
            "documentation version",
            (api, _, text) ->
                CreateDocumentationVersionRequest.builder()
                    .restApiId(api)
                    .documentationVersion("1")
                    .description(text)
                    .build(),
            (api, _, patches) ->
                UpdateDocumentationVersionRequest.builder()
                    .restApiId(api)
                    .documentationVersion("1")
                    .patchOperations(patches)
                    .build()),
        new Kind(
            "API key",
            (_, _, text) -> CreateApiKeyRequest.builder().description(text).build(),
            (_, id, patches) ->
                UpdateApiKeyRequest.builder().apiKey(id).patchOperations(patches).build()),
        new Kind(
            "usage plan",
            (_, _, text) -> CreateUsagePlanRequest.builder().name("p").description(text).build(),
            (_, id, patches) ->
                UpdateUsagePlanRequest.builder().usagePlanId(id).patchOperations(patches).build()),
        new Kind(
            "client certificate",
            (_, _, text) -> GenerateClientCertificateRequest.builder().description(text).build(),
            (_, id, patches) ->
                UpdateClientCertificateRequest.builder()
                    .clientCertificateId(id)
                    .patchOperations(patches)
                    .build()),
        new Kind(
            "VPC link",
            (_, _, text) ->
                CreateVpcLinkRequest.builder()
                    .name("l")
                    .targetArns(BALANCER)
                    .description(text)
                    .build(),
            (_, id, patches) ->
                UpdateVpcLinkRequest.builder().vpcLinkId(id).patchOperations(patches).build()));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void emptyDescriptionIsNone(Kind kind) {
    CreateRestApiResponse api = rest.api();
    rest.mock(api.id(), api.rootResourceId(), "GET");
    CreateDeploymentResponse deployment =
        rest.call(CreateDeploymentRequest.builder().restApiId(api.id()).build());

    SdkPojo created = rest.call(kind.create().request(api.id(), deployment.id(), ""));
    String id = id(created);

    assertThat(description(created)).isNull();
    assertThat(update(kind, api.id(), id, "replace /description d")).isEqualTo("d");
    assertThat(update(kind, api.id(), id, "replace /description ")).isNull();
    assertThat(update(kind, api.id(), id, "replace /description d")).isEqualTo("d");
    assertThat(update(kind, api.id(), id, "replace /description")).isNull();
  }

  private @Nullable Object update(Kind kind, String apiId, String id, String operation) {
    return description(rest.call(kind.update().request(apiId, id, patches(operation))));
  }

  private static @Nullable Object description(SdkPojo resource) {
    return Objects.requireNonNull(resource.sdkFieldNameToField().get("description"))
        .getValueOrDefault(resource);
  }

  private static String id(SdkPojo resource) {
    return resource.sdkFields().stream()
        .filter(field -> Set.of("id", "clientCertificateId").contains(field.locationName()))
        .map(field -> String.valueOf(field.getValueOrDefault(resource)))
        .findFirst()
        .orElse("");
  }
}
