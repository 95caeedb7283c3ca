package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.http.HttpResponse;
import dev.postern.testing.TestApi;
import dev.postern.testing.Zips;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;

/** Lambda functions behind REST APIs: worked examples E5, E10 to E12, permissions and faults. */
@ExtendWith(PosternExtension.class)
class LambdaIT {
  private static final JsonMapper JSON = new JsonMapper();

  /** Answers what the request's body says, or fails as it says. */
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
    assumeThat(
            Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node"))))
        .as("node on the PATH")
        .isTrue();
  }

  /** E10: every key, in AWS's form. */
  @Test
  void proxyEventHasAwsShape() throws Exception {
    TestApi api = proxyApi("/pets/{proxy+}", "POST");
    String deployment = api.deploy("dev");

    HttpResponse answer =
        api.send(
            "POST",
            "/dev/pets/r%2Bx/?tag=a&tag=b+c&m=x%2By",
            "{\"event\":true}",
            "X-tAg: 1",
            "X-tAg: 2",
            "User-Agent: curl/8.5.0",
            "Content-Type: application/json",
            "Accept: */*");

    JsonNode event = JSON.readTree(answer.body());
    assertThat(event.properties().stream().map(Map.Entry::getKey))
        .containsExactly(
            "resource",
            "path",
            "httpMethod",
            "headers",
            "multiValueHeaders",
            "queryStringParameters",
            "multiValueQueryStringParameters",
            "pathParameters",
            "stageVariables",
            "requestContext",
            "body",
            "isBase64Encoded");
    assertThat(event.at("/path").asText()).isEqualTo("/pets/r%2Bx/");
    assertThat(event.at("/pathParameters")).isEqualTo(JSON.readTree("{\"proxy\":\"r%2Bx\"}"));
    assertThat(event.at("/queryStringParameters"))
        .isEqualTo(JSON.readTree("{\"tag\":\"b c\",\"m\":\"x+y\"}"));
    assertThat(event.at("/multiValueQueryStringParameters"))
        .isEqualTo(JSON.readTree("{\"tag\":[\"a\",\"b c\"],\"m\":[\"x+y\"]}"));
    assertThat(event.at("/headers").properties().stream().map(Map.Entry::getKey))
        .containsExactly(
            "Accept",
            "CloudFront-Forwarded-Proto",
            "CloudFront-Is-Desktop-Viewer",
            "CloudFront-Is-Mobile-Viewer",
            "CloudFront-Is-SmartTV-Viewer",
            "CloudFront-Is-Tablet-Viewer",
            "CloudFront-Viewer-ASN",
            "CloudFront-Viewer-Country",
            "Content-Type",
            "Host",
            "User-Agent",
            "Via",
            "X-Amz-Cf-Id",
            "X-Amzn-Trace-Id",
            "X-Forwarded-For",
            "X-Forwarded-Port",
            "X-Forwarded-Proto",
            "X-tAg");
    assertThat(event.at("/headers/X-tAg").asText()).isEqualTo("2");
    assertThat(event.at("/multiValueHeaders/X-tAg")).isEqualTo(JSON.readTree("[\"1\",\"2\"]"));
    assertThat(event.at("/stageVariables").isNull()).isTrue();
    assertThat(event.at("/isBase64Encoded").asBoolean(true)).isFalse();
    JsonNode context = event.at("/requestContext");
    assertThat(context.properties().stream().map(Map.Entry::getKey))
        .containsExactly(
            "resourceId",
            "resourcePath",
            "httpMethod",
            "extendedRequestId",
            "requestTime",
            "path",
            "accountId",
            "protocol",
            "stage",
            "domainPrefix",
            "requestTimeEpoch",
            "requestId",
            "identity",
            "domainName",
            "deploymentId",
            "apiId");
    assertThat(context.at("/path").asText()).isEqualTo("/dev/pets/r%2Bx/");
    assertThat(context.at("/domainPrefix").asText()).isEqualTo(api.id());
    assertThat(context.at("/deploymentId").asText()).isEqualTo(deployment);
    assertThat(context.at("/requestTime").asText())
        .matches("\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d \\+0000");
    assertThat(context.at("/requestId").asText())
        .isEqualTo(answer.headers().get("x-amzn-RequestId"));
    assertThat(context.at("/identity").size()).isEqualTo(12);
    assertThat(answer.headers().get("X-Amzn-Trace-Id"))
        .startsWith(event.at("/headers/X-Amzn-Trace-Id").asText() + ";Parent=");
  }

  /** E11. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {} | 200
          {"headers":{}} | 200
          {"statusCode":"201"} | 201
          {"statusCode":204,"body":null} | 204
          null | 502
          "x" | 502
          [1] | 502
          {"statusCode":"x"} | 502
          {"statusCode":200,"extra":1} | 502
          {"multiValueHeaders":{"a":"1"}} | 502
          {"headers":{"a":{"b":1}}} | 502
          {"body":{"a":1}} | 502
          """)
  void proxyAnswerKeepsToTheContract(String result, int status) {
    TestApi api = proxyApi("/", "POST");
    api.deploy("dev");

    HttpResponse answer = api.send("POST", "/dev", "{\"answer\":" + result + "}");

    assertThat(answer.status()).isEqualTo(status);
    if (status == 502) {
      assertThat(answer.bodyText()).isEqualTo("{\"message\": \"Internal server error\"}");
      assertThat(answer.headers().first("x-amzn-ErrorType"))
          .contains("InternalServerErrorException");
    } else {
      assertThat(answer.headers().first("Content-Type")).contains("application/json");
    }
  }

  @Test
  void headersOfBothMapsAreCombined() {
    TestApi api = proxyApi("/", "POST");
    api.deploy("dev");

    HttpResponse answer =
        api.send(
            "POST",
            "/dev",
            "{\"answer\":{\"headers\":{\"a\":\"1\",\"b\":true},\"multiValueHeaders\":{\"A\":[\"2\"]}}}");

    assertThat(answer.headers().all("A")).containsExactly("2", "1");
    assertThat(answer.headers().first("b")).contains("true");
  }

  /** E12. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          image/png,*/* | true
          application/pdf | true
          image/* | false
          */* | false
          image/webp,image/png | false
          - | false
          """)
  void base64AnswerIsDecodedIfTheFirstAcceptIsBinary(String accept, boolean decoded) {
    TestApi api =
        TestApi.create(
            postern.clients().rest(),
            postern.http(),
            r -> r.binaryMediaTypes("image/png", "application/*"));
    proxyMethod(api, "/", "POST");
    api.deploy("dev");
    String base64 = Base64.getEncoder().encodeToString("bytes".getBytes(StandardCharsets.UTF_8));
    String body = "{\"answer\":{\"isBase64Encoded\":true,\"body\":\"" + base64 + "\"}}";

    HttpResponse answer =
        accept == null
            ? api.send("POST", "/dev", body, "Content-Type: text/plain")
            : api.send("POST", "/dev", body, "Content-Type: text/plain", "Accept: " + accept);

    assertThat(answer.bodyText()).isEqualTo(decoded ? "bytes" : base64);
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
  void integrationTimeoutEndsTheWaitingForASlowFunction() {
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

  /** E5. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"pet":"Rex"} | 200 | {"pet":"Rex"}
          {"fail":"Error: four hundred x"} | 405 | Error: four hundred x
          {"fail":"Boom"} | 502 | Boom
          """)
  void errorMessageSelectsTheResponseOfANonProxyFunction(String body, int status, String part) {
    TestApi api = customApi();

    HttpResponse answer = api.send("POST", "/dev", body, "Content-Type: application/json");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.bodyText()).contains(part);
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
  void invokeAnswersWhatTheFunctionReturns() {
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

  private TestApi customApi() {
    TestApi api = TestApi.create(postern.clients().rest(), postern.http());
    String name = function(_ -> {});
    api.method("POST", "/", i -> proxyTo(i, name).type(IntegrationType.AWS));
    api.response("POST", "/", "200", r -> {});
    api.response("POST", "/", "405", r -> r.selectionPattern(".*four hundred.*"));
    api.response("POST", "/", "502", r -> r.selectionPattern(".+"));
    api.response("POST", "/", "504", r -> r.selectionPattern("200"));
    api.deploy("dev");
    permit(name, api);
    return api;
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
