package dev.postern.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.EndpointConfiguration;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.RestApi;
import software.amazon.awssdk.services.apigateway.model.StageKey;

class ShapesTest {
  @Test
  void copiesSharedMembers() {
    RestApi api =
        RestApi.builder()
            .id("a1")
            .name("pets")
            .endpointConfiguration(EndpointConfiguration.builder().typesWithStrings("EDGE").build())
            .tags(Map.of("k", "v"))
            .build();

    CreateRestApiResponse response = Shapes.as(api, CreateRestApiResponse::builder).build();

    assertThat(response.id()).isEqualTo("a1");
    assertThat(response.endpointConfiguration()).isEqualTo(api.endpointConfiguration());
    assertThat(response.tags()).containsEntry("k", "v");
  }

  @Test
  void verbOfThePathDoesNotBecomeTheVerbOfTheBackend() {
    PutIntegrationRequest request =
        PutIntegrationRequest.builder().httpMethod("GET").integrationHttpMethod("POST").build();

    assertThat(Shapes.as(request, Integration::builder).build().httpMethod()).isEqualTo("POST");
  }

  @Test
  void unsetCollectionsStayUnsetAndEmptyOnesStayEmpty() {
    PutIntegrationRequest request =
        PutIntegrationRequest.builder().cacheKeyParameters(List.of()).build();

    Integration integration = Shapes.as(request, Integration::builder).build();

    assertThat(integration.hasCacheKeyParameters()).isTrue();
    assertThat(integration.hasRequestParameters()).isFalse();
  }

  @Test
  void membersOfTheSameNameWithDifferentTypesAreNotShared() {
    CreateApiKeyRequest request =
        CreateApiKeyRequest.builder()
            .name("k")
            .stageKeys(StageKey.builder().restApiId("a1").stageName("dev").build())
            .build();

    ApiKey key = Shapes.as(request, ApiKey::builder).build();

    assertThat(key.name()).isEqualTo("k");
    assertThat(key.hasStageKeys()).isFalse();
  }
}
