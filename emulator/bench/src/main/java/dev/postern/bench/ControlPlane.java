package dev.postern.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes APIs and functions in a running Postern, with AWS's own unsigned calls. */
final class ControlPlane {
  static final String STAGE = "bench";
  private static final String JSON = "application/json";

  /** The console's common log format. */
  private static final String ACCESS_LOG =
      "$context.identity.sourceIp $context.identity.caller $context.identity.user"
          + " [$context.requestTime] \"$context.httpMethod $context.resourcePath"
          + " $context.protocol\" $context.status $context.responseLength $context.requestId"
          + " $context.extendedRequestId";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ObjectMapper mapper = new ObjectMapper();
  private final int port;

  ControlPlane(int port) {
    this.port = port;
  }

  /** An API, to which methods are added before it is deployed. */
  final class Api {
    private final String id;
    private final String rootId;
    private final EndpointType type;

    private Api(JsonNode created, EndpointType type) {
      this.type = type;
      this.id = created.path("id").asText();
      this.rootId = created.path("rootResourceId").asText();
    }

    String id() {
      return id;
    }

    EndpointType type() {
      return type;
    }

    String rootId() {
      return rootId;
    }

    /** Adds a resource; answers its id. */
    String resource(String parentId, String pathPart) throws IOException, InterruptedException {
      return call("POST", path() + "/resources/" + parentId, Map.of("pathPart", pathPart))
          .path("id")
          .asText();
    }

    /** Adds a GET that answers the measured template. */
    void mock(String resourceId) throws IOException, InterruptedException {
      mock(resourceId, Templates.RESPONSE);
    }

    /** Adds a GET that answers a template. */
    void mock(String resourceId, String template) throws IOException, InterruptedException {
      Map<String, String> request = Map.of(JSON, Templates.REQUEST);
      Map<String, String> response = Map.of(JSON, template);
      method(resourceId, Map.of("type", "MOCK", "requestTemplates", request));
      String method = methodPath(resourceId);
      call("PUT", method + "/responses/200", Map.of());
      call("PUT", method + "/integration/responses/200", Map.of("responseTemplates", response));
    }

    /** Adds a GET that asks the address. */
    void httpProxy(String resourceId, String uri) throws IOException, InterruptedException {
      method(resourceId, Map.of("type", "HTTP_PROXY", "httpMethod", "GET", "uri", uri));
    }

    /** Adds a GET that invokes the function. */
    void lambdaProxy(String resourceId, String functionArn)
        throws IOException, InterruptedException {
      method(
          resourceId,
          Map.of("type", "AWS_PROXY", "httpMethod", "POST", "uri", functionUri(functionArn)));
    }

    /** Adds a GET without authorization. */
    void method(String resourceId, Map<String, ?> integration)
        throws IOException, InterruptedException {
      String method = methodPath(resourceId);
      call("PUT", method, Map.of("authorizationType", "NONE"));
      call("PUT", method + "/integration", integration);
    }

    void deploy() throws IOException, InterruptedException {
      call("POST", path() + "/deployments", Map.of("stageName", STAGE));
    }

    /** Turns the access log and the execution log of the stage on. */
    void log() throws IOException, InterruptedException {
      replace("/account", "/cloudwatchRoleArn", "arn:aws:iam::000000000000:role/logs");
      String stage = path() + "/stages/" + STAGE;
      replace(stage, "/*/*/logging/loglevel", "INFO");
      replace(
          stage,
          "/accessLogSettings/destinationArn",
          "arn:aws:logs:us-east-1:000000000000:log-group:bench");
      replace(stage, "/accessLogSettings/format", ACCESS_LOG);
    }

    private void replace(String resource, String path, String value)
        throws IOException, InterruptedException {
      call("PATCH", resource, Patch.replace(path, value));
    }

    /** Where the deployed resource is asked. */
    String url(String resourcePath) {
      return "/restapis/%s/%s/_user_request_%s".formatted(id, STAGE, resourcePath);
    }

    /** Lets the authorizer decide who calls the GET. */
    void authorized(String resourceId, String functionArn)
        throws IOException, InterruptedException {
      String authorizer =
          call(
                  "POST",
                  path() + "/authorizers",
                  Map.of(
                      "name", "bench",
                      "type", "TOKEN",
                      "identitySource", "method.request.header.Authorization",
                      "authorizerUri", functionUri(functionArn)))
              .path("id")
              .asText();
      call(
          "PATCH",
          methodPath(resourceId),
          Patch.replace("/authorizationType", "CUSTOM", "/authorizerId", authorizer));
    }

    /**
     * Requires a key of a usage plan with a throttle and a quota that are never reached.
     *
     * @return the key's value
     */
    String keyed(String resourceId) throws IOException, InterruptedException {
      replace(methodPath(resourceId), "/apiKeyRequired", "true");
      deploy();
      JsonNode key = call("POST", "/apikeys", Map.of("name", "bench", "enabled", true));
      String plan =
          call(
                  "POST",
                  "/usageplans",
                  Map.of(
                      "name", "bench",
                      "apiStages", List.of(Map.of("apiId", id, "stage", STAGE)),
                      "throttle", Map.of("rateLimit", 1e7, "burstLimit", 1_000_000_000),
                      "quota", Map.of("limit", 2_000_000_000, "period", "DAY")))
              .path("id")
              .asText();
      call(
          "POST",
          "/usageplans/" + plan + "/keys",
          Map.of("keyId", key.path("id").asText(), "keyType", "API_KEY"));
      return key.path("value").asText();
    }

    /** Caches the responses of the stage. */
    void cache() throws IOException, InterruptedException {
      String stage = path() + "/stages/" + STAGE;
      replace(stage, "/cacheClusterSize", "0.5");
      replace(stage, "/cacheClusterEnabled", "true");
      replace(stage, "/*/*/caching/enabled", "true");
      replace(stage, "/*/*/caching/ttlInSeconds", "3600");
    }

    private String path() {
      return "/restapis/" + id;
    }

    private String methodPath(String resourceId) {
      return path() + "/resources/" + resourceId + "/methods/GET";
    }
  }

  private static String functionUri(String functionArn) {
    return "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/%s/invocations"
        .formatted(functionArn);
  }

  /** Creates an API. */
  Api api(String name, EndpointType type) throws IOException, InterruptedException {
    Map<String, ?> endpoint = Map.of("types", List.of(type.name()));
    return new Api(
        call("POST", "/restapis", Map.of("name", name, "endpointConfiguration", endpoint)), type);
  }

  /**
   * Creates a Node function that API Gateway may invoke.
   *
   * @return its ARN
   */
  String function(String name, byte[] zip) throws IOException, InterruptedException {
    JsonNode function =
        call(
            "POST",
            "/2015-03-31/functions",
            Map.of(
                "FunctionName",
                name,
                "Runtime",
                "nodejs22.x",
                "Handler",
                "index.handler",
                "Role",
                "arn:aws:iam::000000000000:role/bench",
                "Timeout",
                10,
                "Code",
                Map.of("ZipFile", zip)));
    call(
        "POST",
        "/2015-03-31/functions/" + name + "/policy",
        Map.of(
            "StatementId", "gateway",
            "Action", "lambda:InvokeFunction",
            "Principal", "apigateway.amazonaws.com"));
    return function.path("FunctionArn").asText();
  }

  /** Changes the function, so that its next invocation is a cold one. */
  void cool(String name, int round) throws IOException, InterruptedException {
    call(
        "PUT",
        "/2015-03-31/functions/%s/configuration"
            .formatted(URLEncoder.encode(name, StandardCharsets.UTF_8)),
        Map.of("Environment", Map.of("Variables", Map.of("ROUND", Integer.toString(round)))));
  }

  /**
   * Calls an operation.
   *
   * @param body to be sent as JSON, or null for none
   * @return its answer; {@code MissingNode} if it is empty
   * @throws IOException when the answer is an error
   */
  JsonNode call(String verb, String path, @Nullable Object body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + Target.HOST + ":" + port + path))
            .header("Content-Type", JSON)
            .header("Accept", JSON)
            .method(
                verb,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body)))
            .build();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    String answer = new String(response.body(), StandardCharsets.UTF_8);
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          "%s %s was answered %d: %s".formatted(verb, path, response.statusCode(), answer));
    }
    return mapper.readTree(response.body());
  }
}
