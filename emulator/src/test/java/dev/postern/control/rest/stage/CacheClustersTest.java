package dev.postern.control.rest.stage;

import static dev.postern.control.rest.RestFixture.patches;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.control.rest.RestFixture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigateway.model.FlushStageAuthorizersCacheRequest;
import software.amazon.awssdk.services.apigateway.model.FlushStageCacheRequest;
import software.amazon.awssdk.services.apigateway.model.GetStageRequest;
import software.amazon.awssdk.services.apigateway.model.GetStageResponse;
import software.amazon.awssdk.services.apigateway.model.GetStagesRequest;
import software.amazon.awssdk.services.apigateway.model.GetStagesResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateStageRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateStageResponse;

/**
 * Tests of cache clusters. The fixture's clock advances a second per reading; a change takes three.
 */
class CacheClustersTest {
  private final RestFixture rest = new RestFixture();
  private final CreateRestApiResponse api = rest.api();

  CacheClustersTest() {
    rest.mock(api.id(), api.rootResourceId(), "GET");
    rest.deploy(api.id(), "dev");
  }

  private String update(String... operations) {
    return rest.<UpdateStageResponse>call(
            UpdateStageRequest.builder()
                .restApiId(api.id())
                .stageName("dev")
                .patchOperations(patches(operations))
                .build())
        .cacheClusterStatusAsString();
  }

  private String status() {
    return rest.<GetStageResponse>call(
            GetStageRequest.builder().restApiId(api.id()).stageName("dev").build())
        .cacheClusterStatusAsString();
  }

  private String settled() {
    for (int i = 0; i < 3; i++) {
      status();
    }
    return status();
  }

  @Test
  void clusterIsAvailableAfterItsCreation() {
    String first = update("replace /cacheClusterEnabled true");

    assertThat(first).isEqualTo("CREATE_IN_PROGRESS");
    assertThat(status()).isEqualTo("CREATE_IN_PROGRESS");
    assertThat(settled()).isEqualTo("AVAILABLE");
    GetStagesResponse stages = rest.call(GetStagesRequest.builder().restApiId(api.id()).build());
    assertThat(stages.item().getFirst().cacheClusterStatusAsString()).isEqualTo("AVAILABLE");
  }

  @Test
  void otherSettingsDoNotChangeTheCluster() {
    update("replace /cacheClusterEnabled true");
    settled();

    assertThat(update("replace /description d")).isEqualTo("AVAILABLE");
  }

  @Test
  void newSizeCreatesANewCluster() {
    update("replace /cacheClusterEnabled true");
    settled();

    assertThat(update("replace /cacheClusterSize 1.6")).isEqualTo("CREATE_IN_PROGRESS");
  }

  @Test
  void clusterIsNotAvailableAfterItsDeletion() {
    update("replace /cacheClusterEnabled true");
    settled();

    assertThat(update("replace /cacheClusterEnabled false")).isEqualTo("DELETE_IN_PROGRESS");
    assertThat(settled()).isEqualTo("NOT_AVAILABLE");
  }

  @Test
  void flushIsInProgressAndIsPublished() {
    update("replace /cacheClusterEnabled true");
    settled();

    rest.<SdkPojo>call(
        FlushStageCacheRequest.builder().restApiId(api.id()).stageName("dev").build());
    rest.<SdkPojo>call(
        FlushStageAuthorizersCacheRequest.builder().restApiId(api.id()).stageName("dev").build());

    assertThat(rest.publisher.flushed).containsExactly("cache of dev", "authorizers of dev");
    assertThat(status()).isEqualTo("FLUSH_IN_PROGRESS");
    assertThat(settled()).isEqualTo("AVAILABLE");
  }

  @Test
  void flushOfAnUnknownStageIsRefused() {
    rest.refused(
        FlushStageCacheRequest.builder().restApiId(api.id()).stageName("x").build(),
        404,
        "Invalid stage identifier specified");
    rest.refused(
        FlushStageAuthorizersCacheRequest.builder().restApiId("nope").stageName("dev").build(),
        404,
        "Invalid API identifier specified 000000000000:nope");
  }

  @Test
  void deletedStageHasNoTransition() {
    update("replace /cacheClusterEnabled true");

    rest.<SdkPojo>call(DeleteStageRequest.builder().restApiId(api.id()).stageName("dev").build());

    assertThat(rest.state(api.id()).cacheTransitions()).isEmpty();
  }
}
