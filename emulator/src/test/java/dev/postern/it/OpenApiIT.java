package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.http.HttpResponse;
import dev.postern.testing.TestData;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ApiGatewayException;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;
import software.amazon.awssdk.services.apigateway.model.GetExportResponse;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.PutMode;
import software.amazon.awssdk.services.apigateway.model.PutRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.Resource;

/**
 * Tests with AWS's own client that definitions are imported, deployed, called, exported and
 * imported again.
 */
@ExtendWith(PosternExtension.class)
class OpenApiIT {
  private final Running postern;
  private final ApiGatewayClient rest;

  OpenApiIT(Running postern) {
    this.postern = postern;
    this.rest = postern.clients().rest();
  }

  private static SdkBytes file(String name) {
    return SdkBytes.fromByteArray(TestData.bytes("openapi/" + name));
  }

  private HttpResponse call(String method, String apiId, String path, String... headers) {
    return postern
        .http()
        .send(method, apiId + ".execute-api.us-east-1.amazonaws.com", path, "", headers);
  }

  private static String body(HttpResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  /** Returns all methods by path and verb without ids, which differ between APIs. */
  private Map<String, Method> methods(String apiId) {
    Map<String, Method> methods = new TreeMap<>();
    rest.getResourcesPaginator(r -> r.restApiId(apiId).embed("methods").limit(500)).items().stream()
        .forEach(resource ->
            resource
                .resourceMethods()
                .forEach((verb, method) ->
                    methods.put(resource.path() + " " + verb, withoutIds(resource, method))));
    return methods;
  }

  private static Method withoutIds(Resource resource, Method method) {
    Integration integration = method.methodIntegration();
    boolean own = resource.id().equals(integration.cacheNamespace());
    return method.toBuilder()
        .authorizerId(method.authorizerId() == null ? null : "id")
        .requestValidatorId(method.requestValidatorId() == null ? null : "id")
        .methodIntegration(
            integration.toBuilder()
                .cacheNamespace(own ? "own" : integration.cacheNamespace())
                .build())
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "harbourline.oas30.yaml, oas30, application/yaml",
    "harbourline.oas30.yaml, swagger, application/json",
    "harbourline.swagger.json, oas30, application/json",
    "harbourline.swagger.json, swagger, application/yaml"
  })
  void largeDefinitionIsDeployedCalledExportedAndImportedAgain(
      String file, String type, String accepts) {
    String api =
        rest.importRestApi(r ->
                r.body(file(file))
                    .failOnWarnings(true)
                    .parameters(Map.of("endpointConfigurationTypes", "REGIONAL")))
            .id();
    rest.createDeployment(r -> r.restApiId(api).stageName("v2"));

    assertThat(body(call("GET", api, "/v2/health"))).isEqualTo("{\"status\": \"up\"}");
    assertThat(body(call("GET", api, "/v2/depots/de_1")))
        .isEqualTo("{\"id\": \"de_1\", \"kind\": \"Depot\", \"stage\": \"v2\"}");
    HttpResponse preflight = call("OPTIONS", api, "/v2/claims");
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.headers().get("Access-Control-Allow-Methods"))
        .isEqualTo("GET,POST,OPTIONS");
    HttpResponse unknown = call("GET", api, "/v2/no/such/path");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(body(unknown)).contains("NO_SUCH_PATH");

    GetExportResponse export =
        rest.getExport(r ->
            r.restApiId(api)
                .stageName("v2")
                .exportType(type)
                .accepts(accepts)
                .parameters(Map.of("extensions", "apigateway")));
    String copy = rest.importRestApi(r -> r.body(export.body()).failOnWarnings(true)).id();

    assertThat(methods(copy)).hasSizeGreaterThan(200).isEqualTo(methods(api));
    assertThat(rest.getModelsPaginator(r -> r.restApiId(copy)).items().stream())
        .hasSameSizeAs(rest.getModelsPaginator(r -> r.restApiId(api)).items().stream().toList());
    assertThat(rest.getAuthorizers(r -> r.restApiId(copy)).items()).hasSize(2);
    assertThat(rest.getRestApi(r -> r.restApiId(copy)).policy()).contains("execute-api:Invoke");
    rest.createDeployment(r -> r.restApiId(copy).stageName("v2"));
    // The exported policy names the API that it was exported from.
    assertThat(call("GET", copy, "/v2/health").status()).isEqualTo(403);
    rest.updateRestApi(r ->
        r.restApiId(copy)
            .patchOperations(
                PatchOperation.builder().op(Op.REPLACE).path("/policy").value("").build()));
    rest.createDeployment(r -> r.restApiId(copy).stageName("v2"));
    assertThat(body(call("GET", copy, "/v2/health"))).isEqualTo("{\"status\": \"up\"}");
  }

  @Test
  void exportIsInTheAnswerWithItsHeaders() {
    String api = rest.importRestApi(r -> r.body(file("sam.json"))).id();
    rest.createDeployment(r -> r.restApiId(api).stageName("dev"));

    GetExportResponse export =
        rest.getExport(r -> r.restApiId(api).stageName("dev").exportType("swagger"));

    assertThat(export.contentType()).isEqualTo("application/octet-stream");
    assertThat(export.contentDisposition()).isEqualTo("attachment; filename=\"swagger_1.0.json\"");
    assertThat(export.body().asUtf8String())
        .startsWith("{\n  \"swagger\" : \"2.0\",\n  \"info\" : {\n    \"version\" : \"1.0\"");
  }

  @Test
  void apiIsOverwrittenAndDeployedAgain() {
    String api = rest.importRestApi(r -> r.body(file("harbourline.oas30.yaml"))).id();
    rest.createDeployment(r -> r.restApiId(api).stageName("v2"));
    SdkBytes small =
        SdkBytes.fromUtf8String(
            """
            swagger: '2.0'
            info: {title: small, version: '1'}
            paths:
              /health:
                get:
                  responses: {200: {description: ok}}
                  x-amazon-apigateway-integration:
                    type: MOCK
                    requestTemplates: {application/json: '{"statusCode": 200}'}
                    responses:
                      default: {statusCode: 200, responseTemplates: {application/json: 'small'}}
            """);

    PutRestApiResponse overwritten =
        rest.putRestApi(r -> r.restApiId(api).mode(PutMode.OVERWRITE).body(small));

    assertThat(overwritten.name()).isEqualTo("small");
    assertThat(body(call("GET", api, "/v2/health"))).isEqualTo("{\"status\": \"up\"}");
    rest.createDeployment(r -> r.restApiId(api).stageName("v2"));
    assertThat(body(call("GET", api, "/v2/health"))).isEqualTo("small");
    assertThat(rest.getResources(r -> r.restApiId(api)).items()).hasSize(2);
  }

  @Test
  void warningsAreReturnedWithTheApiOrAsAnError() {
    SdkBytes file =
        SdkBytes.fromUtf8String(
            """
            openapi: 3.0.1
            info: {title: warned, version: '1'}
            paths: {/a: {get: {parameters: [{name: sid, in: cookie}]}}}
            """);

    assertThat(rest.importRestApi(r -> r.body(file)).warnings())
        .containsExactly("Parameter type cookie for parameter sid not supported. Ignoring.");
    assertThatThrownBy(() -> rest.importRestApi(r -> r.body(file).failOnWarnings(true)))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("Warnings found during import:\n\tParameter type cookie");
  }

  @Test
  void hostileFilesAreBadRequests() {
    for (String hostile : TestData.in("openapi/hostile")) {
      SdkBytes body = SdkBytes.fromByteArray(TestData.bytes(hostile));
      assertThatThrownBy(() -> rest.importRestApi(r -> r.body(body)))
          .as(hostile)
          .isInstanceOfSatisfying(
              ApiGatewayException.class, e -> assertThat(e.statusCode()).isEqualTo(400));
    }
    SdkBytes large = SdkBytes.fromByteArray(new byte[(6 << 20) + 1]);
    assertThatThrownBy(() -> rest.importRestApi(r -> r.body(large)))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("6 MB");
  }
}
