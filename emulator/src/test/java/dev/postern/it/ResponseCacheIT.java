package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.http.HttpResponse;
import dev.postern.testing.TestApi;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/** Calls a method whose response differs from call to call, with and without a response cache. */
@ExtendWith(PosternExtension.class)
class ResponseCacheIT {
  private final ApiGatewayClient rest;
  private final TestApi api;

  ResponseCacheIT(Running postern) {
    this.rest = postern.clients().rest();
    this.api =
        TestApi.create(rest, postern.http())
            .mock("GET", "/pets", "$context.requestId")
            .mock("POST", "/pets", "$context.requestId")
            .mock("GET", "/toys", "$context.requestId");
    api.deploy("dev");
    patch("dev", "/cacheClusterSize", "0.5", "/cacheClusterEnabled", "true");
  }

  private void patch(String stage, String... pathsAndValues) {
    List<PatchOperation> patches = new ArrayList<>();
    for (int i = 0; i < pathsAndValues.length; i += 2) {
      patches.add(
          PatchOperation.builder()
              .op(Op.REPLACE)
              .path(pathsAndValues[i])
              .value(pathsAndValues[i + 1])
              .build());
    }
    rest.updateStage(r -> r.restApiId(api.id()).stageName(stage).patchOperations(patches));
  }

  private String body(String path, String... headers) throws Exception {
    HttpResponse answer = api.get(path, headers);
    assertThat(answer.status()).isEqualTo(200);
    return answer.bodyText();
  }

  private boolean cached(String path) throws Exception {
    return body(path).equals(body(path));
  }

  @Test
  void settingsForAllMethodsCacheGetOnly() throws Exception {
    assertThat(cached("/dev/pets")).isFalse();

    patch("dev", "/*/*/caching/enabled", "true");

    assertThat(cached("/dev/pets")).isTrue();
    assertThat(body("/dev/pets")).isNotEqualTo(body("/dev/toys"));
    assertThat(api.send("POST", "/dev/pets", "").bodyText())
        .isNotEqualTo(api.send("POST", "/dev/pets", "").bodyText());
    patch("dev", "/~1pets/POST/caching/enabled", "true");
    assertThat(api.send("POST", "/dev/pets", "").bodyText())
        .isEqualTo(api.send("POST", "/dev/pets", "").bodyText());
  }

  @Test
  void requestIdsAreThoseOfTheRequest() throws Exception {
    patch("dev", "/*/*/caching/enabled", "true");

    HttpResponse first = api.get("/dev/pets");
    HttpResponse second = api.get("/dev/pets");

    assertThat(second.bodyText()).isEqualTo(first.bodyText());
    assertThat(second.headers().get("x-amzn-RequestId"))
        .isNotEqualTo(first.headers().get("x-amzn-RequestId"));
    assertThat(second.headers().get("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void cacheIsEmptyAfterFlushDeploymentAndNewSize() throws Exception {
    patch("dev", "/*/*/caching/enabled", "true");
    String first = body("/dev/pets");

    rest.flushStageCache(r -> r.restApiId(api.id()).stageName("dev"));
    String flushed = body("/dev/pets");
    api.deploy("dev");
    String deployed = body("/dev/pets");
    patch("dev", "/cacheClusterSize", "1.6");
    String resized = body("/dev/pets");
    patch("dev", "/cacheClusterEnabled", "false");

    assertThat(List.of(first, flushed, deployed, resized)).doesNotHaveDuplicates();
    assertThat(cached("/dev/pets")).isFalse();
  }

  @Test
  void changedVariablesKeepTheCache() throws Exception {
    patch("dev", "/*/*/caching/enabled", "true");
    String first = body("/dev/pets");

    patch("dev", "/variables/color", "red");

    assertThat(body("/dev/pets")).isEqualTo(first);
  }

  @Test
  void stagesAndCanariesShareNothing() throws Exception {
    patch("dev", "/*/*/caching/enabled", "true");
    api.deploy("other");
    patch("other", "/cacheClusterSize", "0.5", "/cacheClusterEnabled", "true");
    patch("other", "/*/*/caching/enabled", "true");
    String production = body("/dev/pets");

    assertThat(body("/other/pets")).isNotEqualTo(production);
    patch("dev", "/canarySettings/percentTraffic", "100.0");
    String canary = body("/dev/pets");
    assertThat(canary).isNotEqualTo(production);
    assertThat(body("/dev/pets")).isEqualTo(canary);
    patch("dev", "/canarySettings/useStageCache", "true");
    assertThat(body("/dev/pets")).isEqualTo(production);
  }

  @Test
  void ttlOfZeroAndTestInvocationsBypassTheCache() throws Exception {
    patch("dev", "/*/*/caching/enabled", "true", "/*/*/caching/ttlInSeconds", "0");
    assertThat(cached("/dev/pets")).isFalse();
    patch("dev", "/*/*/caching/ttlInSeconds", "300");
    String first = body("/dev/pets");

    String tested =
        rest.testInvokeMethod(
                r -> r.restApiId(api.id()).resourceId(api.resource("/pets")).httpMethod("GET"))
            .body();

    assertThat(tested).isNotEqualTo(first);
  }

  @Test
  void clientThatMayNotInvalidateIsWarned() throws Exception {
    patch("dev", "/*/*/caching/enabled", "true");
    String first = body("/dev/pets");

    HttpResponse warned = api.get("/dev/pets", "Cache-Control: max-age=0");
    patch("dev", "/*/*/caching/requireAuthorizationForCacheControl", "false");
    HttpResponse renewed = api.get("/dev/pets", "Cache-Control: max-age=0");

    assertThat(warned.bodyText()).isEqualTo(first);
    assertThat(warned.headers().get("Warning"))
        .isEqualTo("199 Cache-control headers were ignored because the caller was unauthorized.");
    assertThat(renewed.bodyText()).isNotEqualTo(first);
    assertThat(body("/dev/pets")).isEqualTo(renewed.bodyText());
  }
}
