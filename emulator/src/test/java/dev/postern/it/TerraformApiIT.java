package dev.postern.it;

import static dev.postern.it.Terraform.LAMBDA;
import static dev.postern.it.Terraform.assertThatRead;
import static dev.postern.it.Terraform.gone;
import static dev.postern.it.Terraform.patches;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.*;

/**
 * Makes the calls of Terraform's provider for the resources of an API: create, read, update each
 * attribute, read, delete, read. The read values equal the written ones, so that a second plan is
 * empty.
 */
@ExtendWith(PosternExtension.class)
class TerraformApiIT {
  private static final String POLICY =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
          + "\"Action\":\"execute-api:Invoke\",\"Resource\":\"arn:aws:execute-api:us-east-1:111122223333:*/*\"}]}";

  private final Terraform terraform;
  private final ApiGatewayClient rest;

  TerraformApiIT(Running postern) {
    this.terraform = new Terraform(postern);
    this.rest = terraform.rest();
  }

  @AfterEach
  void close() {
    terraform.close();
  }

  private CreateRestApiResponse api() {
    return rest.createRestApi(r -> r.name("terraform"));
  }

  /** Makes an API with a method at its root. */
  private CreateRestApiResponse apiWithMethod() {
    CreateRestApiResponse api = api();
    rest.putMethod(r -> at(api, r).authorizationType("NONE"));
    return api;
  }

  private static PutMethodRequest.Builder at(
      CreateRestApiResponse api, PutMethodRequest.Builder r) {
    return r.restApiId(api.id()).resourceId(api.rootResourceId()).httpMethod("POST");
  }

  @Test
  void restApi() {
    String id =
        rest.createRestApi(r ->
                r.name("pets")
                    .description("d")
                    .binaryMediaTypes("image/png", "image/gif")
                    .minimumCompressionSize(1_000)
                    .endpointConfiguration(
                        e -> e.types(EndpointType.REGIONAL).ipAddressType("ipv4"))
                    .tags(Map.of("a", "1")))
            .id();
    String arn = "arn:aws:apigateway:us-east-1::/restapis/" + id;
    GetRestApiResponse created = rest.getRestApi(r -> r.restApiId(id));

    rest.untagResource(r -> r.resourceArn(arn).tagKeys("a"));
    rest.tagResource(r -> r.resourceArn(arn).tags(Map.of("b", "2")));
    rest.updateRestApi(r ->
        r.restApiId(id)
            .patchOperations(
                patches(
                    "replace /apiKeySource AUTHORIZER",
                    "remove /binaryMediaTypes/image~1png",
                    "remove /binaryMediaTypes/image~1gif",
                    "add /binaryMediaTypes/image~1png",
                    "add /binaryMediaTypes/*~1*",
                    "replace /description other",
                    "replace /disableExecuteApiEndpoint true",
                    "replace /endpointConfiguration/types/0 EDGE",
                    "replace /minimumCompressionSize 0",
                    "replace /name cats")));
    GetRestApiResponse updated = rest.getRestApi(r -> r.restApiId(id));

    assertThat(created.name()).isEqualTo("pets");
    assertThat(created.description()).isEqualTo("d");
    assertThat(created.apiKeySourceAsString()).isEqualTo("HEADER");
    assertThat(created.binaryMediaTypes()).containsExactly("image/png", "image/gif");
    assertThat(created.minimumCompressionSize()).isEqualTo(1_000);
    assertThat(created.endpointConfiguration().typesAsStrings()).containsExactly("REGIONAL");
    assertThat(created.disableExecuteApiEndpoint()).isFalse();
    assertThat(created.policy()).isNull();
    assertThat(created.tags()).isEqualTo(Map.of("a", "1"));
    assertThat(rest.getResources(r -> r.restApiId(id)).items().getFirst().id())
        .isEqualTo(created.rootResourceId());
    assertThat(updated.name()).isEqualTo("cats");
    assertThat(updated.description()).isEqualTo("other");
    assertThat(updated.apiKeySourceAsString()).isEqualTo("AUTHORIZER");
    assertThat(updated.disableExecuteApiEndpoint()).isTrue();
    assertThat(updated.minimumCompressionSize()).isZero();
    assertThat(updated.binaryMediaTypes()).containsExactly("image/png", "*/*");
    assertThat(updated.endpointConfiguration().typesAsStrings()).containsExactly("EDGE");
    assertThat(updated.tags()).isEqualTo(Map.of("b", "2"));
    rest.deleteRestApi(r -> r.restApiId(id));
    gone(() -> rest.getRestApi(r -> r.restApiId(id)));
  }

  /**
   * Tests that attributes of the resource win over its body: a PATCH restores them after the
   * import.
   */
  @Test
  void restApiWithBody() {
    String definition =
        """
        {"openapi": "3.0.1", "info": {"title": "other", "version": "1", "description": "theirs"},
         "x-amazon-apigateway-binary-media-types": ["image/jpeg"],
         "x-amazon-apigateway-minimum-compression-size": 77,
         "paths": {"/a": {"get": {"x-amazon-apigateway-integration":
           {"type": "HTTP_PROXY", "httpMethod": "GET", "uri": "https://example.com/a"}}}}}\
        """;
    String id =
        rest.createRestApi(r ->
                r.name("pets")
                    .description("ours")
                    .binaryMediaTypes("text/plain")
                    .minimumCompressionSize(10)
                    .policy(POLICY))
            .id();

    rest.putRestApi(r ->
        r.restApiId(id)
            .mode(PutMode.OVERWRITE)
            .failOnWarnings(true)
            .parameters(Map.of("basepath", "prepend"))
            .body(SdkBytes.fromUtf8String(definition)));
    rest.updateRestApi(r ->
        r.restApiId(id)
            .patchOperations(
                patches(
                    "remove /binaryMediaTypes/image~1jpeg",
                    "add /binaryMediaTypes/text~1plain",
                    "replace /description ours",
                    "replace /minimumCompressionSize 10",
                    "replace /name pets",
                    "replace /policy " + POLICY)));

    GetRestApiResponse read = rest.getRestApi(r -> r.restApiId(id));
    assertThat(read.name()).isEqualTo("pets");
    assertThat(read.description()).isEqualTo("ours");
    assertThat(read.binaryMediaTypes()).containsExactly("text/plain");
    assertThat(read.minimumCompressionSize()).isEqualTo(10);
    assertThat(read.policy().replace("\\\"", "\"")).isEqualTo(POLICY);
    assertThat(read.warnings()).isEmpty();
    assertThat(rest.getResources(r -> r.restApiId(id)).items())
        .extracting(Resource::path)
        .containsExactlyInAnyOrder("/", "/a");
    rest.deleteRestApi(r -> r.restApiId(id));
    gone(() -> rest.getRestApi(r -> r.restApiId(id)));
  }

  @Test
  void vpcEndpointsOfPrivateApi() {
    String id =
        rest.createRestApi(r ->
                r.name("private")
                    .endpointConfiguration(
                        e -> e.types(EndpointType.PRIVATE).vpcEndpointIds("vpce-0a", "vpce-0b")))
            .id();

    // The provider also removes and adds the unchanged ones.
    rest.updateRestApi(r ->
        r.restApiId(id)
            .patchOperations(
                patches(
                    "remove /endpointConfiguration/vpcEndpointIds vpce-0a",
                    "remove /endpointConfiguration/vpcEndpointIds vpce-0b",
                    "add /endpointConfiguration/vpcEndpointIds vpce-0b",
                    "add /endpointConfiguration/vpcEndpointIds vpce-0c")));

    assertThat(rest.getRestApi(r -> r.restApiId(id)).endpointConfiguration().vpcEndpointIds())
        .containsExactlyInAnyOrder("vpce-0b", "vpce-0c");
    rest.deleteRestApi(r -> r.restApiId(id));
  }

  @Test
  void restApiPolicy() {
    String id = api().id();
    rest.updateRestApi(r -> r.restApiId(id).patchOperations(patches("replace /policy " + POLICY)));

    String read = rest.getRestApi(r -> r.restApiId(id)).policy();

    assertThat(read.replace("\\\"", "\"")).isEqualTo(POLICY);
    rest.updateRestApi(r -> r.restApiId(id).patchOperations(patches("replace /policy ")));
    assertThat(rest.getRestApi(r -> r.restApiId(id)).policy()).isNull();
  }

  @Test
  void resource() {
    CreateRestApiResponse api = api();
    String parent = child(api, api.rootResourceId(), "pets");
    String id = child(api, api.rootResourceId(), "cats");

    rest.updateResource(r ->
        r.restApiId(api.id())
            .resourceId(id)
            .patchOperations(patches("replace /pathPart {cat}", "replace /parentId " + parent)));

    GetResourceResponse read = rest.getResource(r -> r.restApiId(api.id()).resourceId(id));
    assertThat(read.path()).isEqualTo("/pets/{cat}");
    assertThat(read.pathPart()).isEqualTo("{cat}");
    assertThat(read.parentId()).isEqualTo(parent);
    rest.deleteResource(r -> r.restApiId(api.id()).resourceId(id));
    gone(() -> rest.getResource(r -> r.restApiId(api.id()).resourceId(id)));
  }

  private String child(CreateRestApiResponse api, String parent, String pathPart) {
    return rest.createResource(r -> r.restApiId(api.id()).parentId(parent).pathPart(pathPart)).id();
  }

  @Test
  void method() {
    CreateRestApiResponse api = api();
    String authorizer =
        rest.createAuthorizer(
                r -> r.restApiId(api.id()).name("a").type("TOKEN").authorizerUri(LAMBDA))
            .id();
    String validator = rest.createRequestValidator(r -> r.restApiId(api.id()).name("v")).id();
    Consumer<GetMethodRequest.Builder> it =
        r -> r.restApiId(api.id()).resourceId(api.rootResourceId()).httpMethod("POST");
    rest.putMethod(r ->
        at(api, r)
            .authorizationType("NONE")
            .apiKeyRequired(false)
            .requestModels(Map.of("application/json", "Error"))
            .requestParameters(Map.of("method.request.header.a", true)));
    GetMethodResponse created = rest.getMethod(it);

    rest.updateMethod(r ->
        r.restApiId(api.id())
            .resourceId(api.rootResourceId())
            .httpMethod("POST")
            .patchOperations(
                patches(
                    "remove /requestModels/application~1json",
                    "add /requestModels/application~1xml Empty",
                    "replace /requestParameters/method.request.header.a false",
                    "add /requestParameters/method.request.querystring.q true",
                    "replace /authorizationType CUSTOM",
                    "replace /authorizerId " + authorizer,
                    "add /authorizationScopes s1",
                    "replace /requestValidatorId " + validator,
                    "replace /apiKeyRequired true",
                    "replace /operationName create")));
    GetMethodResponse updated = rest.getMethod(it);
    rest.updateMethod(r ->
        r.restApiId(api.id())
            .resourceId(api.rootResourceId())
            .httpMethod("POST")
            .patchOperations(
                patches(
                    "remove /requestModels/application~1xml",
                    "replace /authorizationType NONE",
                    "replace /authorizerId ",
                    "remove /authorizationScopes s1",
                    "replace /requestValidatorId",
                    "replace /operationName")));
    GetMethodResponse back = rest.getMethod(it);

    assertThatRead(created)
        .isEqualTo(
            GetMethodResponse.builder()
                .httpMethod("POST")
                .authorizationType("NONE")
                .apiKeyRequired(false)
                .requestModels(Map.of("application/json", "Error"))
                .requestParameters(Map.of("method.request.header.a", true))
                .build());
    assertThatRead(updated)
        .isEqualTo(
            GetMethodResponse.builder()
                .httpMethod("POST")
                .authorizationType("CUSTOM")
                .authorizerId(authorizer)
                .authorizationScopes("s1")
                .apiKeyRequired(true)
                .operationName("create")
                .requestValidatorId(validator)
                .requestModels(Map.of("application/xml", "Empty"))
                .requestParameters(
                    Map.of("method.request.header.a", false, "method.request.querystring.q", true))
                .build());
    assertThat(back.authorizerId()).isNull();
    assertThat(back.requestValidatorId()).isNull();
    assertThat(back.operationName()).isNull();
    assertThat(back.requestModels()).isEmpty();
    assertThat(back.hasAuthorizationScopes()).isFalse();
    rest.deleteMethod(
        r -> r.restApiId(api.id()).resourceId(api.rootResourceId()).httpMethod("POST"));
    gone(() -> rest.getMethod(it));
  }

  @Test
  void methodResponse() {
    CreateRestApiResponse api = apiWithMethod();
    Consumer<GetMethodResponseRequest.Builder> it =
        r ->
            r.restApiId(api.id())
                .resourceId(api.rootResourceId())
                .httpMethod("POST")
                .statusCode("200");
    rest.putMethodResponse(r ->
        r.restApiId(api.id())
            .resourceId(api.rootResourceId())
            .httpMethod("POST")
            .statusCode("200")
            .responseModels(Map.of("application/json", "Error"))
            .responseParameters(Map.of("method.response.header.A", true)));
    GetMethodResponseResponse created = rest.getMethodResponse(it);

    rest.updateMethodResponse(r ->
        r.restApiId(api.id())
            .resourceId(api.rootResourceId())
            .httpMethod("POST")
            .statusCode("200")
            .patchOperations(
                patches(
                    "replace /responseModels/application~1json Empty",
                    "add /responseModels/text~1plain Empty",
                    "remove /responseParameters/method.response.header.A",
                    "add /responseParameters/method.response.header.B false")));
    GetMethodResponseResponse updated = rest.getMethodResponse(it);

    assertThat(created.statusCode()).isEqualTo("200");
    assertThat(created.responseModels()).isEqualTo(Map.of("application/json", "Error"));
    assertThat(created.responseParameters()).isEqualTo(Map.of("method.response.header.A", true));
    assertThat(updated.responseModels())
        .isEqualTo(Map.of("application/json", "Empty", "text/plain", "Empty"));
    assertThat(updated.responseParameters()).isEqualTo(Map.of("method.response.header.B", false));
    rest.deleteMethodResponse(r ->
        r.restApiId(api.id())
            .resourceId(api.rootResourceId())
            .httpMethod("POST")
            .statusCode("200"));
    gone(() -> rest.getMethodResponse(it));
  }
}
