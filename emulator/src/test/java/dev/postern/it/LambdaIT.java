package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.http.HttpResponse;
import dev.postern.testing.NodeFunction;
import dev.postern.testing.TestApi;
import dev.postern.testing.Zips;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;

/**
 * Tests Lambda functions behind REST APIs: ids, stage variables, permissions and errors. Events and
 * responses are tested in {@code testdata/rest}.
 */
@ExtendWith(PosternExtension.class)
class LambdaIT {
  private static final JsonMapper JSON = new JsonMapper();

  /** Answers or fails as the request's body says. */
  private static final String ECHO =
      """
      exports.handler = async (event) => {
        if (event.httpMethod === undefined) {
          if (event.fail) throw new Error(event.fail);
          return event;
        }
        const asked = event.body ? JSON.parse(event.body) : { event: true };
        if (asked.throw) throw new Error(asked.throw);
        if (asked.exit) process.exit(3);
        if (asked.sleep) await new Promise((done) => setTimeout(done, asked.sleep));
        if (asked.event) return { body: JSON.stringify(event) };
        return asked.answer;
      };
      """;

  private final Running postern;
  private final LambdaClient lambda;

  LambdaIT(Running postern) {
    this.postern = postern;
    this.lambda = postern.clients().lambda();
  }

  @BeforeEach
  void nodeIsThere() {
    NodeFunction.assumeNode();
  }

  @Test
  void idsOfTheEventAreThoseOfTheResponse() throws Exception {
    TestApi api = proxyApi("/", "POST");
    String deployment = api.deploy("dev");

    HttpResponse answer = api.send("POST", "/dev", "{\"event\":true}");

    JsonNode event = JSON.readTree(answer.body());
    JsonNode context = event.at("/requestContext");
    assertThat(context.at("/deploymentId").asText()).isEqualTo(deployment);
    assertThat(context.at("/resourceId").asText()).isEqualTo(api.resource("/"));
    assertThat(context.at("/requestId").asText())
        .isEqualTo(answer.headers().get("x-amzn-RequestId"));
    assertThat(context.at("/extendedRequestId").asText())
        .isEqualTo(answer.headers().get("x-amz-apigw-id"));
    assertThat(context.at("/requestTime").asText())
        .matches("\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d \\+0000");
    assertThat(answer.headers().get("X-Amzn-Trace-Id"))
        .startsWith(event.at("/headers/X-Amzn-Trace-Id").asText() + ";Parent=");
  }

  @Test
  void stageVariablesChooseTheFunctionAndReachIt() throws Exception {
    String green = function(r -> r.environment(e -> e.variables(Map.of("COLOR", "green"))));
    String blue = function(r -> r.environment(e -> e.variables(Map.of("COLOR", "blue"))));
    TestApi api = TestApi.create(postern.clients().rest(), postern.http());
    api.method("GET", "/", i -> proxyTo(i, "${stageVariables.fn}"));
    api.deploy("dev", Map.of("fn", green));
    api.deploy("prod", Map.of("fn", blue));
    permit(green, api);
    permit(blue, api);

    for (String stage : List.of("dev", "prod")) {
      JsonNode event = JSON.readTree(api.get("/" + stage).body());
      assertThat(event.at("/stageVariables/fn").asText())
          .isEqualTo(stage.equals("dev") ? green : blue);
    }
  }

  @Test
  void withoutPermissionTheFunctionIsNotCalled() {
    String name = function(_ -> {});
    TestApi api = TestApi.create(postern.clients().rest(), postern.http());
    api.method("GET", "/", i -> proxyTo(i, name));
    api.deploy("dev");

    HttpResponse refused = api.get("/dev");
    permit(name, api);
    HttpResponse allowed = api.get("/dev");

    assertThat(refused.status()).isEqualTo(500);
    assertThat(refused.bodyText()).isEqualTo("{\"message\": \"Internal server error\"}");
    assertThat(allowed.status()).isEqualTo(200);
  }

  @Test
  void functionThatDoesNotExistIsAConfigurationError() {
    TestApi api = TestApi.create(postern.clients().rest(), postern.http());
    api.method("GET", "/", i -> proxyTo(i, "nosuch"));
    api.deploy("dev");

    assertThat(api.get("/dev").status()).isEqualTo(500);
  }

  @ParameterizedTest
  @CsvSource({"'{\"throw\":\"boom\"}'", "'{\"exit\":true}'", "'{\"sleep\":60000}'"})
  void functionThatFailsIsABadGateway(String body) {
    TestApi api = TestApi.create(postern.clients().rest(), postern.http());
    String name = function(r -> r.timeout(1));
    api.method("POST", "/", i -> proxyTo(i, name));
    api.deploy("dev");
    permit(name, api);

    HttpResponse answer = api.send("POST", "/dev", body);

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.bodyText()).isEqualTo("{\"message\": \"Internal server error\"}");
  }

  @Test
  void integrationTimeoutAppliesToASlowFunction() {
    TestApi api = TestApi.create(postern.clients().rest(), postern.http());
    String name = function(r -> r.timeout(10));
    api.method("POST", "/", i -> proxyTo(i.timeoutInMillis(50), name));
    api.deploy("dev");
    permit(name, api);

    HttpResponse answer = api.send("POST", "/dev", "{\"sleep\":9000}");

    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.bodyText()).isEqualTo("{\"message\": \"Endpoint request timed out\"}");
  }

  @Test
  void proxyIntegrationNeedsPost() {
    String name = function(_ -> {});
    TestApi api = TestApi.create(postern.clients().rest(), postern.http());
    api.method("GET", "/", i -> proxyTo(i, name).integrationHttpMethod("GET"));
    api.deploy("dev");
    permit(name, api);

    assertThat(api.get("/dev").status()).isEqualTo(500);
  }

  @Test
  void requestTemplateMakesTheEvent() {
    TestApi api = TestApi.create(postern.clients().rest(), postern.http());
    String name = function(_ -> {});
    api.method(
        "GET",
        "/pets/{id}",
        i ->
            proxyTo(i, name)
                .type(IntegrationType.AWS)
                .requestTemplates(
                    Map.of(
                        "application/json",
                        "{\"id\":\"$input.params('id')\",\"stage\":\"$context.stage\"}")));
    api.response("GET", "/pets/{id}", "200", r -> {});
    api.deploy("dev");
    permit(name, api);

    assertThat(api.get("/dev/pets/7").bodyText()).isEqualTo("{\"id\":\"7\",\"stage\":\"dev\"}");
  }

  @Test
  void eventThatIsNoJsonIsRefusedByLambdaAndMapped() {
    TestApi api = TestApi.create(postern.clients().rest(), postern.http());
    String name = function(_ -> {});
    api.method(
        "GET",
        "/",
        i ->
            proxyTo(i, name)
                .type(IntegrationType.AWS)
                .requestTemplates(Map.of("application/json", "no json")));
    api.response("GET", "/", "200", r -> {});
    api.response("GET", "/", "400", r -> r.selectionPattern("400"));
    api.deploy("dev");
    permit(name, api);

    HttpResponse answer = api.get("/dev");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.bodyText()).contains("Could not parse request body into json");
  }

  @Test
  void invokeReturnsTheFunctionsResult() {
    String name = function(_ -> {});

    var success =
        lambda.invoke(r -> r.functionName(name).payload(SdkBytes.fromUtf8String("{\"a\":1}")));
    var failure =
        lambda.invoke(r ->
            r.functionName(name)
                .logType("Tail")
                .payload(SdkBytes.fromUtf8String("{\"fail\":\"boom\"}")));

    assertThat(success.payload().asUtf8String()).isEqualTo("{\"a\":1}");
    assertThat(success.functionError()).isNull();
    assertThat(success.executedVersion()).isEqualTo("$LATEST");
    assertThat(failure.functionError()).isEqualTo("Unhandled");
    assertThat(failure.payload().asUtf8String()).contains("\"errorMessage\":\"boom\"");
    assertThat(new String(Base64.getDecoder().decode(failure.logResult()), StandardCharsets.UTF_8))
        .contains("START RequestId: ")
        .contains("REPORT RequestId: ");
  }

  @Test
  void logsAreShownUnderThePosternAddress() {
    String name = function(_ -> {});
    lambda.invoke(r -> r.functionName(name).payload(SdkBytes.fromUtf8String("{}")));

    HttpResponse logs = postern.http().get("localhost", "/_postern/functions/" + name + "/logs");

    assertThat(logs.bodyText())
        .contains("START RequestId: ", "END RequestId: ", "REPORT RequestId: ", "Init Duration");
  }

  @Test
  void updatedCodeServesTheNextRequest() {
    String name = function(_ -> {});
    lambda.invoke(r -> r.functionName(name).payload(SdkBytes.fromUtf8String("{}")));

    lambda.updateFunctionCode(r ->
        r.functionName(name).zipFile(Zips.of("index.js", "exports.handler = async () => 'new';")));

    assertThat(
            lambda
                .invoke(r -> r.functionName(name).payload(SdkBytes.fromUtf8String("{}")))
                .payload()
                .asUtf8String())
        .isEqualTo("\"new\"");
  }

  private TestApi proxyApi(String path, String verb) {
    TestApi api = TestApi.create(postern.clients().rest(), postern.http());
    proxyMethod(api, path, verb);
    return api;
  }

  private void proxyMethod(TestApi api, String path, String verb) {
    String name = function(_ -> {});
    api.method(verb, path, i -> proxyTo(i, name));
    permit(name, api);
  }

  private static software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest.Builder
      proxyTo(
          software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest.Builder i,
          String function) {
    return i.type(IntegrationType.AWS_PROXY)
        .integrationHttpMethod("POST")
        .uri(
            "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
                + "arn:aws:lambda:us-east-1:000000000000:function:"
                + function
                + "/invocations");
  }

  private void permit(String function, TestApi api) {
    lambda.addPermission(r ->
        r.functionName(function)
            .statementId("gateway-" + api.id())
            .action("lambda:InvokeFunction")
            .principal("apigateway.amazonaws.com")
            .sourceArn("arn:aws:execute-api:us-east-1:000000000000:" + api.id() + "/*/*"));
  }

  private String function(Consumer<CreateFunctionRequest.Builder> more) {
    String name = "echo-" + UUID.randomUUID();
    lambda.createFunction(r ->
        more.accept(
            r.functionName(name)
                .runtime("nodejs22.x")
                .handler("index.handler")
                .role("arn:aws:iam::000000000000:role/lambda")
                .code(c -> c.zipFile(Zips.of("index.js", ECHO)))));
    return name;
  }
}
