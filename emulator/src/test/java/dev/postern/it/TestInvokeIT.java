package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.testing.NodeFunction;
import dev.postern.testing.RawBackend;
import dev.postern.testing.TestApi;
import dev.postern.testing.Zips;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.AuthorizerType;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;
import software.amazon.awssdk.services.apigateway.model.TestInvokeAuthorizerResponse;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodResponse;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Tests TestInvokeMethod and TestInvokeAuthorizer on undeployed APIs. */
@ExtendWith(PosternExtension.class)
class TestInvokeIT {
  private static final String STAMP = "... ... .. ..:..:.. UTC .... : ";

  private final Running postern;
  private final ApiGatewayClient rest;

  TestInvokeIT(Running postern) {
    this.postern = postern;
    this.rest = postern.clients().rest();
  }

  /** Tests worked example E22. */
  @Test
  void mockIsInvokedWithItsLog() {
    TestApi api = api();
    api.mock("POST", "/pets/{petId}", "{\"petId\": \"$input.params('petId')\"}");

    TestInvokeMethodResponse answer =
        rest.testInvokeMethod(r ->
            r.restApiId(api.id())
                .resourceId(api.resource("/pets/{petId}"))
                .httpMethod("POST")
                .pathWithQueryString("/pets/123?foo=bar")
                .body("{\"x\":1}"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"petId\": \"123\"}");
    assertThat(answer.headers()).isEqualTo(Map.of("Content-Type", "application/json"));
    assertThat(answer.multiValueHeaders())
        .isEqualTo(Map.of("Content-Type", List.of("application/json")));
    assertThat(answer.latency()).isNotNegative();
    String id = answer.log().lines().findFirst().orElseThrow().substring(26);
    assertThat(answer.log()).endsWith("\n");
    assertThat(withoutStamps(answer.log()))
        .containsExactly(
            "Execution log for request " + id,
            "Starting execution for request: " + id,
            "HTTP Method: POST, Resource Path: /pets/123",
            "Method request path: {petId=123}",
            "Method request query string: {foo=bar}",
            "Method request headers: {}",
            "Method request body before transformations: {\"x\":1}",
            "Method response body after transformations: {\"petId\": \"123\"}",
            "Method response headers: {Content-Type=application/json}",
            "Successfully completed execution",
            "Method completed with status: 200");
  }

  @Test
  void missingPathParametersKeepTheirPlaceholders() {
    TestApi api = api().mock("GET", "/pets/{petId}", "$input.params('petId')");

    TestInvokeMethodResponse answer =
        rest.testInvokeMethod(
            r -> r.restApiId(api.id()).resourceId(api.resource("/pets/{petId}")).httpMethod("GET"));

    assertThat(answer.body()).isEqualTo("{petId}");
    assertThat(answer.log()).contains("Method request path: {petId={petId}}");
  }

  @Test
  void stageVariablesOfTheTestAreUsedAndSecretsAreMasked() throws Exception {
    try (RawBackend backend = RawBackend.answering("HTTP/1.1 201 Created", "made")) {
      TestApi api = api();
      api.method(
          "ANY",
          "/p",
          i ->
              i.type(IntegrationType.HTTP_PROXY)
                  .integrationHttpMethod("ANY")
                  .uri("http://${stageVariables.backend}/back"));

      TestInvokeMethodResponse answer =
          rest.testInvokeMethod(r ->
              r.restApiId(api.id())
                  .resourceId(api.resource("/p"))
                  .httpMethod("PUT")
                  .headers(Map.of("Authorization", "Bearer abcdefghijkl"))
                  .stageVariables(Map.of("backend", backend.url().substring(7))));

      assertThat(answer.status()).isEqualTo(201);
      assertThat(answer.body()).isEqualTo("made");
      assertThat(answer.log())
          .contains(
              "Sending request to " + backend.url() + "/back",
              "Received response. Status: 201, Integration latency: ",
              "Endpoint response body before transformations: made",
              "Authorization=*************ghijkl")
          .doesNotContain("abcdef");
    }
  }

  @Test
  void failureEndsTheLogAndHasOnlyTheErrorType() {
    TestApi api = api();
    api.method(
        "GET",
        "/p",
        i ->
            i.type(IntegrationType.HTTP_PROXY)
                .integrationHttpMethod("GET")
                .uri("http://${stageVariables.host}/"));

    TestInvokeMethodResponse answer =
        rest.testInvokeMethod(
            r -> r.restApiId(api.id()).resourceId(api.resource("/p")).httpMethod("GET"));

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).isEqualTo("{\"message\": \"Internal server error\"}");
    assertThat(answer.headers())
        .isEqualTo(Map.of("x-amzn-ErrorType", "InternalServerErrorException"));
    assertThat(withoutStamps(answer.log()))
        .endsWith(
            "Method request body before transformations: ",
            "Execution failed due to configuration error: Invalid endpoint address",
            "Method completed with status: 500");
  }

  @Test
  void outermostMissingResourceIsReported() {
    TestApi api = api();
    String root = api.resource("/");

    assertThatThrownBy(() ->
            rest.testInvokeMethod(r -> r.restApiId("nothing").resourceId(root).httpMethod("GET")))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Invalid Resource identifier specified");
    assertThatThrownBy(() ->
            rest.testInvokeMethod(r -> r.restApiId(api.id()).resourceId(root).httpMethod("GET")))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Invalid Method identifier specified");
  }

  @Test
  void functionGetsTheTestStage() {
    NodeFunction.assumeNode();
    String arn =
        function(
            "exports.handler = async e => ({ body: e.requestContext.stage + ' ' + e.headers });");
    TestApi api = api();
    api.method(
        "GET",
        "/f",
        i -> i.type(IntegrationType.AWS_PROXY).integrationHttpMethod("POST").uri(invocation(arn)));

    TestInvokeMethodResponse answer =
        rest.testInvokeMethod(
            r -> r.restApiId(api.id()).resourceId(api.resource("/f")).httpMethod("GET"));

    assertThat(answer.body()).isEqualTo("test-invoke-stage null");
    assertThat(answer.headers()).containsKeys("X-Amzn-Trace-Id", "Content-Type");
    assertThat(answer.log())
        .contains(
            "Endpoint request URI: https://lambda.us-east-1.amazonaws.com/2015-03-31/functions/"
                + arn
                + "/invocations",
            "X-Amz-Executed-Version=$LATEST");
  }

  @Test
  void functionWithNothingToSendGetsAnEmptyObject() {
    NodeFunction.assumeNode();
    String arn = function("exports.handler = async event => ({ event });");
    TestApi api = api();
    api.method(
        "GET",
        "/f",
        i -> i.type(IntegrationType.AWS).integrationHttpMethod("POST").uri(invocation(arn)));
    api.response("GET", "/f", "200", r -> {});

    TestInvokeMethodResponse answer =
        rest.testInvokeMethod(
            r -> r.restApiId(api.id()).resourceId(api.resource("/f")).httpMethod("GET"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"event\":{}}");
    assertThat(answer.log()).contains("Endpoint request body after transformations: \n");
  }

  @Test
  void tokenAuthorizerIsCalled() {
    NodeFunction.assumeNode();
    String arn =
        function(
            """
            exports.handler = async e => {
              if (e.authorizationToken === 'no') throw new Error('Unauthorized');
              return { principalId: e.authorizationToken, context: { asked: e.methodArn },
                policyDocument: { Version: '2012-10-17', Statement: [
                  { Action: 'execute-api:Invoke', Effect: 'Allow', Resource: e.methodArn }] } };
            };
            """);
    TestApi api = api();
    String authorizer =
        rest.createAuthorizer(r ->
                r.restApiId(api.id())
                    .name("tokens")
                    .type(AuthorizerType.TOKEN)
                    .authorizerUri(invocation(arn))
                    .identitySource("method.request.header.Auth")
                    .identityValidationExpression("[a-z]+"))
            .id();

    TestInvokeAuthorizerResponse allowed = authorize(api, authorizer, "Auth", "somebody");
    TestInvokeAuthorizerResponse refused = authorize(api, authorizer, "Auth", "no");
    TestInvokeAuthorizerResponse unfit = authorize(api, authorizer, "Auth", "NOT LOWER");
    TestInvokeAuthorizerResponse missing = authorize(api, authorizer, "Other", "x");

    assertThat(allowed.clientStatus()).isZero();
    assertThat(allowed.principalId()).isEqualTo("somebody");
    assertThat(allowed.policy()).contains(":000000000000:" + api.id() + "/ESTestInvoke-stage/GET/");
    assertThat(allowed.log())
        .contains("Starting authorizer: " + authorizer, "Successfully completed authorizer");
    assertThat(List.of(refused, unfit, missing))
        .extracting(TestInvokeAuthorizerResponse::clientStatus)
        .containsOnly(401);
    assertThat(unfit.log()).contains("Unauthorized request: ").doesNotContain("NOT LOWER");
  }

  @Test
  void brokenAuthorizerIsAConfigurationError() {
    NodeFunction.assumeNode();
    String arn = function("exports.handler = async () => ({ principalId: 'x' });");
    TestApi api = api();
    String authorizer =
        rest.createAuthorizer(r ->
                r.restApiId(api.id())
                    .name("requests")
                    .type(AuthorizerType.REQUEST)
                    .authorizerUri(invocation(arn))
                    .identitySource("method.request.header.Auth"))
            .id();

    TestInvokeAuthorizerResponse answer = authorize(api, authorizer, "Auth", "a");

    assertThat(answer.clientStatus()).isEqualTo(500);
    assertThat(answer.log()).contains("Could not parse policy");
  }

  private TestApi api() {
    return TestApi.create(rest, postern.http());
  }

  private TestInvokeAuthorizerResponse authorize(
      TestApi api, String authorizer, String header, String value) {
    return rest.testInvokeAuthorizer(
        r -> r.restApiId(api.id()).authorizerId(authorizer).headers(Map.of(header, value)));
  }

  private String function(String code) {
    LambdaClient lambda = postern.clients().lambda();
    String name = "f" + UUID.randomUUID();
    String arn =
        lambda
            .createFunction(r ->
                r.functionName(name)
                    .runtime("nodejs22.x")
                    .handler("index.handler")
                    .role("arn:aws:iam::000000000000:role/lambda")
                    .code(c -> c.zipFile(Zips.of("index.js", code))))
            .functionArn();
    lambda.addPermission(r ->
        r.functionName(name)
            .statementId("apigateway")
            .action("lambda:InvokeFunction")
            .principal("apigateway.amazonaws.com"));
    return arn;
  }

  private static String invocation(String functionArn) {
    return "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
        + functionArn
        + "/invocations";
  }

  private static List<String> withoutStamps(String log) {
    return log.lines().map(line -> line.replaceFirst("^" + STAMP, "")).toList();
  }
}
