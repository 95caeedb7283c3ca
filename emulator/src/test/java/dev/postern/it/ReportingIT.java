package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.http.HttpResponse;
import dev.postern.testing.NodeFunction;
import dev.postern.testing.RawBackend;
import dev.postern.testing.TestApi;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.ResponseTransferMode;

/** Tests access logs, execution logs, metrics and the inspector. */
@ExtendWith(PosternExtension.class)
class ReportingIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String GROUP_ARN = "arn:aws:logs:us-east-1:000000000000:log-group:";

  private final Running postern;
  private final ApiGatewayClient rest;

  ReportingIT(Running postern) {
    this.postern = postern;
    this.rest = postern.clients().rest();
  }

  @Test
  void accessLogHasALinePerRequestInTheFormatOfTheStage() throws Exception {
    TestApi api = api().mock("GET", "/pets/{id}", "{}");
    api.deploy("dev");
    String group =
        accessLog(
            api,
            "$context.requestId $context.httpMethod $context.resourcePath $context.status"
                + " $context.responseLength $context.identity.user $context.error.responseType");

    HttpResponse found = api.get("/dev/pets/1");
    HttpResponse unknown = api.get("/dev/nothing");

    assertThat(messages(group))
        .containsExactly(
            found.headers().get("x-amzn-RequestId") + " GET /pets/{id} 200 2 - -",
            unknown.headers().get("x-amzn-RequestId")
                + " GET - 403 42 - MISSING_AUTHENTICATION_TOKEN");
  }

  @Test
  void accessLogOfAStreamCountsTheWholeBody() throws Exception {
    try (RawBackend backend = RawBackend.answering("HTTP/1.1 200 OK", "x".repeat(100_000))) {
      TestApi api =
          api()
              .method(
                  "GET",
                  "/",
                  i ->
                      i.type(IntegrationType.HTTP_PROXY)
                          .integrationHttpMethod("GET")
                          .uri(backend.url())
                          .responseTransferMode(ResponseTransferMode.STREAM));
      api.deploy("dev");
      String group =
          accessLog(
              api,
              "$context.requestId $context.status $context.responseLength"
                  + " $context.integration.responseTransferMode"
                  + " $context.integration.timeToAllHeaders $context.integration.timeToFirstContent");

      HttpResponse answer = api.get("/dev");

      assertThat(answer.body()).hasSize(100_000);
      assertThat(messages(group))
          .singleElement()
          .asString()
          .matches("\\S+ 200 100000 STREAMED \\d+ \\d+");
    }
  }

  @Test
  void executionLogOfLevelInfoHasAllRequestsOfItsMethod() throws Exception {
    TestApi api = api().mock("GET", "/quiet", "{}").mock("GET", "/pets/{id}", "{\"made\": 1}");
    api.deploy("dev");
    setLogRole();
    patch(api, "/pets~1{id}/GET/logging/loglevel", "INFO");
    patch(api, "/pets~1{id}/GET/logging/dataTrace", "true");

    String id = api.get("/dev/pets/7?a=b").headers().get("x-amzn-RequestId");
    api.get("/dev/quiet");

    String start = "(" + id + ") ";
    assertThat(messages("API-Gateway-Execution-Logs_" + api.id() + "/dev"))
        .allMatch(message -> message.startsWith(start))
        .containsSubsequence(
            start
                + "Verifying Usage Plan for request: %s. API Key:  API Stage: %s/dev"
                    .formatted(id, api.id()),
            start
                + "API Key  authorized because method 'GET /pets/{id}' does not require API Key."
                + " Request will not contribute to throttle or quota limits",
            start + "Usage Plan check succeeded for API Key  and API Stage " + api.id() + "/dev",
            start + "Starting execution for request: " + id,
            start + "HTTP Method: GET, Resource Path: /pets/7",
            start + "Method request path: {id=7}",
            start + "Method request query string: {a=b}",
            start + "Method response body after transformations: {\"made\": 1}",
            start + "Successfully completed execution",
            start + "Method completed with status: 200");
  }

  @Test
  void executionLogOfLevelErrorHasOnlyFailures() throws Exception {
    TestApi api = api().mock("GET", "/good", "{}");
    api.method(
        "GET",
        "/bad",
        i ->
            i.type(IntegrationType.HTTP_PROXY)
                .integrationHttpMethod("GET")
                .uri("http://127.0.0.1:1/"));
    api.deploy("dev");
    setLogRole();
    patch(api, "/*/*/logging/loglevel", "ERROR");

    api.get("/dev/good");
    String failed = api.get("/dev/bad").headers().get("x-amzn-RequestId");

    assertThat(messages("API-Gateway-Execution-Logs_" + api.id() + "/dev"))
        .isNotEmpty()
        .allMatch(message -> message.startsWith("(" + failed + ") "))
        .anyMatch(message ->
            message.endsWith(
                "Execution failed due to a network error communicating with endpoint"));
  }

  @Test
  void followedGroupSendsNewEvents() throws Exception {
    TestApi api = api().mock("GET", "/p", "{}");
    api.deploy("dev");
    String group = accessLog(api, "$context.requestId");
    try (HttpClient client = HttpClient.newHttpClient()) {
      var stream =
          client.send(
              HttpRequest.newBuilder(
                      URI.create(postern.endpoint() + "/_postern/logs/" + group + "?follow=true"))
                  .build(),
              BodyHandlers.ofInputStream());
      assertThat(stream.headers().firstValue("Content-Type")).hasValue("text/event-stream");

      String id = api.get("/dev/p").headers().get("x-amzn-RequestId");

      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
        assertThat(lines.readLine()).startsWith("data: {").contains("\"message\":\"" + id);
      }
    }
  }

  @Test
  void metricsCountRequestsAndErrorsByStage() {
    String name = "metered";
    TestApi api = TestApi.create(rest, postern.http(), r -> r.name(name)).mock("GET", "/p", "{}");
    api.deploy("dev");
    patch(api, "/p/GET/metrics/enabled", "true");

    api.get("/dev/p");
    api.get("/dev/p");
    api.get("/dev/nothing");

    String page = postern.http().get("localhost", "/_postern/metrics").bodyText();
    String all = "Method=\"\",Resource=\"\",Stage=\"\"";
    String stage = "Method=\"\",Resource=\"\",Stage=\"dev\"";
    String method = "Method=\"GET\",Resource=\"/p\",Stage=\"dev\"";
    assertThat(value(page, "apigateway_Count_total", name, all)).isEqualTo(3);
    assertThat(value(page, "apigateway_Count_total", name, stage)).isEqualTo(3);
    assertThat(value(page, "apigateway_4XXError_total", name, stage)).isEqualTo(1);
    assertThat(value(page, "apigateway_5XXError_total", name, stage)).isZero();
    assertThat(value(page, "apigateway_Count_total", name, method)).isEqualTo(2);
    assertThat(value(page, "apigateway_Latency_seconds_count", name, stage)).isEqualTo(3);
  }

  @Test
  void inspectorShowsTheDetailsOfARequest() throws Exception {
    try (RawBackend backend = RawBackend.answering("HTTP/1.1 201 Created\nX-Back: 1", "back")) {
      TestApi api = api();
      api.method(
          "POST",
          "/p/{id}",
          i ->
              i.type(IntegrationType.HTTP)
                  .integrationHttpMethod("PUT")
                  .uri(backend.url() + "/there")
                  .requestTemplates(
                      Map.of("application/json", "{\"id\": \"$input.params('id')\"}")));
      api.response(
          "POST",
          "/p/{id}",
          "200",
          r -> r.responseTemplates(Map.of("application/json", "[$input.body]")));
      api.deploy("dev");

      HttpResponse answer =
          api.send("POST", "/dev/p/9?x=y", "{}", "Authorization: Bearer secret-of-mine");

      JsonNode shown = json("/_postern/requests/" + answer.headers().get("x-amzn-RequestId"));
      assertThat(shown.get("status").asInt()).isEqualTo(200);
      assertThat(shown.get("resourcePath").asText()).isEqualTo("/p/{id}");
      assertThat(shown.at("/pathParameters/id").asText()).isEqualTo("9");
      assertThat(shown.at("/methodRequest/body").asText()).isEqualTo("{}");
      assertThat(shown.at("/methodRequest/headers/Authorization").asText())
          .endsWith("***f-mine")
          .doesNotContain("secret");
      assertThat(shown.at("/endpointRequest/url").asText()).isEqualTo(backend.url() + "/there");
      assertThat(shown.at("/endpointRequest/body").asText()).isEqualTo("{\"id\": \"9\"}");
      assertThat(shown.at("/endpointResponse/status").asInt()).isEqualTo(201);
      assertThat(shown.at("/endpointResponse/body").asText()).isEqualTo("back");
      assertThat(shown.at("/methodResponse/body").asText()).isEqualTo("[back]");
      assertThat(shown.get("phases").findValuesAsText("phase"))
          .containsExactly(
              "LimitUsage", "BuildIntegrationRequest", "Invoke", "MapIntegrationResponse");
      assertThat(shown.get("choices"))
          .extracting(JsonNode::asText)
          .containsExactly(
              "request body application/json: text, contentHandling NONE, template"
                  + " application/json",
              "integration response 200, the default",
              "response body: text, Accept null: text, contentHandling NONE, template"
                  + " application/json");
      assertThat(json("/_postern/requests").get("requests").findValuesAsText("requestId"))
          .contains(answer.headers().get("x-amzn-RequestId"));
    }
  }

  @Test
  void inspectorExplainsRefusals() throws Exception {
    TestApi api = api();
    api.method("GET", "/", i -> TestApi.mocked(i, "#if(true"));
    api.response("GET", "/", "200", _ -> {});
    api.deploy("dev");

    String id = api.get("/dev").headers().get("x-amzn-RequestId");

    JsonNode refusal = json("/_postern/requests/" + id).get("refusal");
    assertThat(refusal.get("reason").asText())
        .isEqualTo("Execution failed due to configuration error: Unable to transform request");
    assertThat(refusal.get("explanation").asText()).startsWith("not valid VTL");
  }

  @Test
  void inspectorShowsBytesInBase64() throws Exception {
    TestApi api = api().mock("POST", "/", "{}");
    api.deploy("dev");
    String request =
        "POST /dev HTTP/1.1\r\nHost: "
            + api.host()
            + "\r\nConnection: close\r\nContent-Length: 3\r\n\r\n\u00ff\u0000\u0001";
    byte[] bytes = request.getBytes(StandardCharsets.ISO_8859_1);

    String id = postern.http().exchange(bytes).headers().get("x-amzn-RequestId");

    assertThat(json("/_postern/requests/" + id).at("/methodRequest/bodyBase64").asText())
        .isEqualTo("/wAB");
  }

  @Test
  void accessLogDistinguishesFunctionAndLambda() throws Exception {
    String function =
        NodeFunction.create(
            postern.clients().lambda(), "export const handler = async () => ({statusCode: 201});");
    TestApi api =
        api()
            .method(
                "GET",
                "/",
                i -> i.type(IntegrationType.AWS_PROXY).integrationHttpMethod("POST").uri(function));
    api.deploy("dev");
    String group =
        accessLog(
            api,
            "$context.requestId $context.integrationStatus $context.integration.status"
                + " $context.integration.integrationStatus $context.awsEndpointRequestId"
                + " $context.integration.requestId");

    HttpResponse answer = api.get("/dev");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(messages(group)).singleElement().asString().matches("(\\S+) 200 201 200 \\1 \\1");
  }

  private TestApi api() {
    return TestApi.create(rest, postern.http());
  }

  /** Turns on the access log of the stage dev; returns its group. */
  private String accessLog(TestApi api, String format) {
    setLogRole();
    String group = "access-" + api.id();
    patch(
        api,
        "/accessLogSettings/destinationArn",
        GROUP_ARN + group,
        "/accessLogSettings/format",
        format);
    return group;
  }

  private void setLogRole() {
    List<PatchOperation> role =
        replacing("/cloudwatchRoleArn", "arn:aws:iam::000000000000:role/logs");
    rest.updateAccount(r -> r.patchOperations(role));
  }

  /**
   * Replaces settings of the stage dev.
   *
   * @param pathsAndValues path, value, path, value
   */
  private void patch(TestApi api, String... pathsAndValues) {
    List<PatchOperation> operations = replacing(pathsAndValues);
    rest.updateStage(r -> r.restApiId(api.id()).stageName("dev").patchOperations(operations));
  }

  private static List<PatchOperation> replacing(String... pathsAndValues) {
    List<PatchOperation> operations = new ArrayList<>();
    for (int i = 0; i < pathsAndValues.length; i += 2) {
      operations.add(
          PatchOperation.builder()
              .op(Op.REPLACE)
              .path(pathsAndValues[i])
              .value(pathsAndValues[i + 1])
              .build());
    }
    return operations;
  }

  private List<String> messages(String group) throws Exception {
    return json("/_postern/logs/" + group).get("events").findValuesAsText("message");
  }

  private JsonNode json(String path) throws Exception {
    return JSON.readTree(postern.http().get("localhost", path).body());
  }

  private static double value(String page, String metric, String apiName, String label) {
    return page.lines()
        .filter(line ->
            line.startsWith(metric + "{")
                && line.contains("ApiName=\"" + apiName + "\"")
                && line.contains(label))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
