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
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.*;

/**
 * Makes the calls of Terraform's provider for integrations and for everything that methods refer
 * to.
 */
@ExtendWith(PosternExtension.class)
class TerraformBackEndIT {
  private final Terraform terraform;
  private final ApiGatewayClient rest;
  private final String api;
  private final String root;

  TerraformBackEndIT(Running postern) {
    this.terraform = new Terraform(postern);
    this.rest = terraform.rest();
    CreateRestApiResponse created = rest.createRestApi(r -> r.name("terraform"));
    this.api = created.id();
    this.root = created.rootResourceId();
    rest.putMethod(r ->
        r.restApiId(api)
            .resourceId(root)
            .httpMethod("GET")
            .authorizationType("NONE")
            .requestParameters(Map.of("method.request.header.h", true)));
  }

  @AfterEach
  void close() {
    terraform.close();
  }

  private void update(String... operations) {
    rest.updateIntegration(r ->
        r.restApiId(api).resourceId(root).httpMethod("GET").patchOperations(patches(operations)));
  }

  @Test
  void integration() {
    Consumer<GetIntegrationRequest.Builder> it =
        r -> r.restApiId(api).resourceId(root).httpMethod("GET");
    rest.putIntegration(r ->
        r.restApiId(api)
            .resourceId(root)
            .httpMethod("GET")
            .type("HTTP")
            .integrationHttpMethod("GET")
            .uri("https://example.com/a")
            .connectionType("INTERNET")
            .passthroughBehavior("WHEN_NO_TEMPLATES")
            .contentHandling("CONVERT_TO_TEXT")
            .timeoutInMillis(5_000)
            .cacheNamespace("foo")
            .cacheKeyParameters("method.request.header.h")
            .requestParameters(
                Map.of(
                    "integration.request.header.X", "'x'",
                    "integration.request.header.Y", "method.request.header.h"))
            .requestTemplates(Map.of("application/json", "", "application/xml", "<a/>"))
            .tlsConfig(t -> t.insecureSkipVerification(true)));
    GetIntegrationResponse created = rest.getIntegration(it);

    // After a change of the method's parameters, the provider adds their cache keys again.
    rest.updateMethod(r ->
        r.restApiId(api)
            .resourceId(root)
            .httpMethod("GET")
            .patchOperations(
                patches(
                    "replace /requestParameters/method.request.header.h false",
                    "add /requestParameters/method.request.querystring.q true")));
    update("add /cacheKeyParameters/method.request.header.h ");
    update(
        "remove /requestTemplates/application~1xml",
        "replace /requestTemplates/application~1json #set($a = 1)",
        "add /requestTemplates/text~1plain x",
        "remove /requestParameters/integration.request.header.Y method.request.header.h",
        "replace /requestParameters/integration.request.header.X 'y'",
        "add /requestParameters/integration.request.header.Z context.identity.sourceIp",
        "replace /cacheNamespace bar",
        "replace /uri https://example.com/b",
        "replace /contentHandling CONVERT_TO_BINARY",
        "replace /timeoutInMillis 2000",
        "replace /tlsConfig/insecureSkipVerification false");
    update(
        "add /cacheKeyParameters/method.request.querystring.q ",
        "remove /cacheKeyParameters/method.request.header.h ");
    GetIntegrationResponse updated = rest.getIntegration(it);

    assertThatRead(created)
        .isEqualTo(
            GetIntegrationResponse.builder()
                .type("HTTP")
                .httpMethod("GET")
                .uri("https://example.com/a")
                .connectionType("INTERNET")
                .passthroughBehavior("WHEN_NO_TEMPLATES")
                .contentHandling("CONVERT_TO_TEXT")
                .timeoutInMillis(5_000)
                .cacheNamespace("foo")
                .cacheKeyParameters("method.request.header.h")
                .requestParameters(
                    Map.of(
                        "integration.request.header.X", "'x'",
                        "integration.request.header.Y", "method.request.header.h"))
                .requestTemplates(Map.of("application/json", "", "application/xml", "<a/>"))
                .tlsConfig(t -> t.insecureSkipVerification(true))
                .build());
    assertThatRead(updated)
        .isEqualTo(
            GetIntegrationResponse.builder()
                .type("HTTP")
                .httpMethod("GET")
                .uri("https://example.com/b")
                .connectionType("INTERNET")
                .passthroughBehavior("WHEN_NO_TEMPLATES")
                .contentHandling("CONVERT_TO_BINARY")
                .tlsConfig(t -> t.insecureSkipVerification(false))
                .timeoutInMillis(2_000)
                .cacheNamespace("bar")
                .cacheKeyParameters("method.request.querystring.q")
                .requestParameters(
                    Map.of(
                        "integration.request.header.X", "'y'",
                        "integration.request.header.Z", "context.identity.sourceIp"))
                .requestTemplates(Map.of("application/json", "#set($a = 1)", "text/plain", "x"))
                .build());
    rest.deleteIntegration(r -> r.restApiId(api).resourceId(root).httpMethod("GET"));
    gone(() -> rest.getIntegration(it));
  }

  @Test
  void integrationResponse() {
    Consumer<GetIntegrationResponseRequest.Builder> it =
        r -> r.restApiId(api).resourceId(root).httpMethod("GET").statusCode("400");
    rest.putIntegration(r -> r.restApiId(api).resourceId(root).httpMethod("GET").type("MOCK"));
    rest.putMethodResponse(r ->
        r.restApiId(api)
            .resourceId(root)
            .httpMethod("GET")
            .statusCode("400")
            .responseParameters(Map.of("method.response.header.A", true)));
    Consumer<PutIntegrationResponseRequest.Builder> first =
        r ->
            r.restApiId(api)
                .resourceId(root)
                .httpMethod("GET")
                .statusCode("400")
                .selectionPattern(".*bad.*")
                .responseTemplates(Map.of("application/json", "{}"));
    rest.putIntegrationResponse(first);
    GetIntegrationResponseResponse created = rest.getIntegrationResponse(it);

    // The provider updates by another put.
    rest.putIntegrationResponse(
        first.andThen(r ->
            r.contentHandling("CONVERT_TO_TEXT")
                .responseParameters(
                    Map.of("method.response.header.A", "integration.response.body.type"))));
    GetIntegrationResponseResponse updated = rest.getIntegrationResponse(it);

    GetIntegrationResponseResponse written =
        GetIntegrationResponseResponse.builder()
            .statusCode("400")
            .selectionPattern(".*bad.*")
            .responseTemplates(Map.of("application/json", "{}"))
            .build();
    assertThatRead(created).isEqualTo(written);
    assertThatRead(updated)
        .isEqualTo(
            written.toBuilder()
                .contentHandling("CONVERT_TO_TEXT")
                .responseParameters(
                    Map.of("method.response.header.A", "integration.response.body.type"))
                .build());
    rest.deleteIntegrationResponse(
        r -> r.restApiId(api).resourceId(root).httpMethod("GET").statusCode("400"));
    gone(() -> rest.getIntegrationResponse(it));
  }

  @Test
  void model() {
    Consumer<GetModelRequest.Builder> it = r -> r.restApiId(api).modelName("Pet");
    CreateModelResponse created =
        rest.createModel(r ->
            r.restApiId(api)
                .name("Pet")
                .contentType("application/json")
                .description("d")
                .schema("{\"type\": \"object\"}"));
    GetModelResponse read = rest.getModel(it);

    rest.updateModel(r ->
        r.restApiId(api)
            .modelName("Pet")
            .patchOperations(
                patches("replace /description e", "replace /schema {\"type\": \"array\"}")));

    assertThat(read.id()).isEqualTo(created.id());
    assertThat(read.schema()).isEqualTo("{\"type\": \"object\"}");
    assertThat(read.contentType()).isEqualTo("application/json");
    assertThat(rest.getModel(it).description()).isEqualTo("e");
    assertThat(rest.getModel(it).schema()).isEqualTo("{\"type\": \"array\"}");
    assertThat(rest.getModelTemplate(r -> r.restApiId(api).modelName("Pet")).value())
        .startsWith("#set($inputRoot");
    rest.deleteModel(r -> r.restApiId(api).modelName("Pet"));
    gone(() -> rest.getModel(it));
  }

  @Test
  void requestValidator() {
    String id =
        rest.createRequestValidator(r -> r.restApiId(api).name("v").validateRequestBody(true)).id();
    Consumer<GetRequestValidatorRequest.Builder> it = r -> r.restApiId(api).requestValidatorId(id);
    GetRequestValidatorResponse created = rest.getRequestValidator(it);

    rest.updateRequestValidator(r ->
        r.restApiId(api)
            .requestValidatorId(id)
            .patchOperations(
                patches(
                    "replace /name w",
                    "replace /validateRequestBody false",
                    "replace /validateRequestParameters true")));

    GetRequestValidatorResponse.Builder written =
        GetRequestValidatorResponse.builder().id(id).name("v");
    assertThatRead(created)
        .isEqualTo(written.validateRequestBody(true).validateRequestParameters(false).build());
    assertThatRead(rest.getRequestValidator(it))
        .isEqualTo(
            written.name("w").validateRequestBody(false).validateRequestParameters(true).build());
    rest.deleteRequestValidator(r -> r.restApiId(api).requestValidatorId(id));
    gone(() -> rest.getRequestValidator(it));
  }

  @Test
  void authorizer() {
    String id =
        rest.createAuthorizer(r ->
                r.restApiId(api)
                    .name("a")
                    .type("TOKEN")
                    .authorizerUri(LAMBDA)
                    .identitySource("method.request.header.Authorization")
                    .authorizerResultTtlInSeconds(300))
            .id();
    Consumer<GetAuthorizerRequest.Builder> it = r -> r.restApiId(api).authorizerId(id);
    GetAuthorizerResponse created = rest.getAuthorizer(it);

    rest.updateAuthorizer(r ->
        r.restApiId(api)
            .authorizerId(id)
            .patchOperations(
                patches(
                    "replace /authorizerUri " + LAMBDA.replace(":f/", ":g/"),
                    "replace /identitySource method.request.header.A",
                    "replace /name b",
                    "replace /authorizerCredentials arn:aws:iam::111122223333:role/r",
                    "replace /authorizerResultTtlInSeconds 0",
                    "replace /identityValidationExpression .*")));

    GetAuthorizerResponse.Builder written =
        GetAuthorizerResponse.builder()
            .id(id)
            .name("a")
            .type("TOKEN")
            .authType("custom")
            .authorizerUri(LAMBDA)
            .identitySource("method.request.header.Authorization")
            .authorizerResultTtlInSeconds(300);
    assertThatRead(created).isEqualTo(written.build());
    assertThatRead(rest.getAuthorizer(it))
        .isEqualTo(
            written
                .name("b")
                .authorizerUri(LAMBDA.replace(":f/", ":g/"))
                .identitySource("method.request.header.A")
                .authorizerCredentials("arn:aws:iam::111122223333:role/r")
                .authorizerResultTtlInSeconds(0)
                .identityValidationExpression(".*")
                .build());
    rest.deleteAuthorizer(r -> r.restApiId(api).authorizerId(id));
    gone(() -> rest.getAuthorizer(it));
  }

  @Test
  void cognitoAuthorizer() {
    String pool = "arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_";
    String id =
        rest.createAuthorizer(r ->
                r.restApiId(api)
                    .name("c")
                    .type("COGNITO_USER_POOLS")
                    .providerARNs(pool + "a", pool + "b")
                    .identitySource("method.request.header.Authorization"))
            .id();

    rest.updateAuthorizer(r ->
        r.restApiId(api)
            .authorizerId(id)
            .patchOperations(
                patches("add /providerARNs " + pool + "c", "remove /providerARNs " + pool + "a")));

    assertThat(rest.getAuthorizer(r -> r.restApiId(api).authorizerId(id)).providerARNs())
        .containsExactly(pool + "b", pool + "c");
  }

  @Test
  void gatewayResponse() {
    Consumer<GetGatewayResponseRequest.Builder> it =
        r -> r.restApiId(api).responseType("UNAUTHORIZED");
    rest.putGatewayResponse(r ->
        r.restApiId(api)
            .responseType("UNAUTHORIZED")
            .statusCode("401")
            .responseTemplates(Map.of("application/xml", "<a/>"))
            .responseParameters(Map.of("gatewayresponse.header.A", "'a'")));
    GetGatewayResponseResponse created = rest.getGatewayResponse(it);

    rest.putGatewayResponse(r ->
        r.restApiId(api)
            .responseType("UNAUTHORIZED")
            .statusCode("477")
            .responseTemplates(Map.of("application/json", "{}")));

    assertThat(created.statusCode()).isEqualTo("401");
    assertThat(created.defaultResponse()).isFalse();
    assertThat(created.responseTemplates()).isEqualTo(Map.of("application/xml", "<a/>"));
    assertThat(created.responseParameters()).isEqualTo(Map.of("gatewayresponse.header.A", "'a'"));
    assertThat(rest.getGatewayResponse(it).statusCode()).isEqualTo("477");
    assertThat(rest.getGatewayResponse(it).responseTemplates())
        .isEqualTo(Map.of("application/json", "{}"));
    assertThat(rest.getGatewayResponse(it).responseParameters()).isEmpty();
    rest.deleteGatewayResponse(r -> r.restApiId(api).responseType("UNAUTHORIZED"));
    // The provider treats a default response as absent.
    assertThat(rest.getGatewayResponse(it).defaultResponse()).isTrue();
  }
}
