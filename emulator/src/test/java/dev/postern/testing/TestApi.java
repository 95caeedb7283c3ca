package dev.postern.testing;

import dev.postern.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationResponseRequest;
import software.amazon.awssdk.services.apigateway.model.Resource;

/** A REST API of one test, created and called as users do. */
public final class TestApi {
  private final ApiGatewayClient rest;
  private final RawHttp http;
  private final String id;

  private TestApi(ApiGatewayClient rest, RawHttp http, String id) {
    this.rest = rest;
    this.http = http;
    this.id = id;
  }

  public static TestApi create(ApiGatewayClient rest, RawHttp http) {
    return create(rest, http, _ -> {});
  }

  public static TestApi create(
      ApiGatewayClient rest, RawHttp http, Consumer<CreateRestApiRequest.Builder> settings) {
    String id = rest.createRestApi(r -> settings.accept(r.name("test"))).id();
    return new TestApi(rest, http, id);
  }

  public String id() {
    return id;
  }

  /** Returns {@code {api}.execute-api.eu-west-1.amazonaws.com}; a host may name any region. */
  public String host() {
    return id + ".execute-api.us-east-1.amazonaws.com";
  }

  /** Creates the resource of a path and its parents if they do not exist; returns its id. */
  public String resource(String path) {
    List<Resource> present = rest.getResources(r -> r.restApiId(id).limit(500)).items();
    for (Resource resource : present) {
      if (resource.path().equals(path)) {
        return resource.id();
      }
    }
    int slash = path.lastIndexOf('/');
    String parent = resource(slash == 0 ? "/" : path.substring(0, slash));
    return rest.createResource(
            r -> r.restApiId(id).parentId(parent).pathPart(path.substring(slash + 1)))
        .id();
  }

  /** Puts a method without authorization and its integration. */
  public TestApi method(
      String verb, String path, Consumer<PutIntegrationRequest.Builder> integration) {
    String resource = resource(path);
    rest.putMethod(
        r -> r.restApiId(id).resourceId(resource).httpMethod(verb).authorizationType("NONE"));
    rest.putIntegration(
        r -> integration.accept(r.restApiId(id).resourceId(resource).httpMethod(verb)));
    return this;
  }

  /** Puts a method with request parameters that mappings may name. */
  public TestApi method(
      String verb,
      String path,
      Map<String, Boolean> requestParameters,
      Consumer<PutIntegrationRequest.Builder> integration) {
    String resource = resource(path);
    rest.putMethod(r ->
        r.restApiId(id)
            .resourceId(resource)
            .httpMethod(verb)
            .authorizationType("NONE")
            .requestParameters(requestParameters));
    rest.putIntegration(
        r -> integration.accept(r.restApiId(id).resourceId(resource).httpMethod(verb)));
    return this;
  }

  /** Puts a method response and the integration response for it. */
  public TestApi response(
      String verb,
      String path,
      String status,
      Consumer<PutIntegrationResponseRequest.Builder> response) {
    return response(verb, path, status, Map.of(), response);
  }

  /**
   * Puts a method response and the integration response for it.
   *
   * @param headers {@code method.response.header.X} to whether it is required
   */
  public TestApi response(
      String verb,
      String path,
      String status,
      Map<String, Boolean> headers,
      Consumer<PutIntegrationResponseRequest.Builder> response) {
    String resource = resource(path);
    rest.putMethodResponse(r ->
        r.restApiId(id)
            .resourceId(resource)
            .httpMethod(verb)
            .statusCode(status)
            .responseParameters(headers));
    rest.putIntegrationResponse(r ->
        response.accept(r.restApiId(id).resourceId(resource).httpMethod(verb).statusCode(status)));
    return this;
  }

  /** Puts a MOCK method that answers 200 with a template's output. */
  public TestApi mock(String verb, String path, String responseTemplate) {
    method(verb, path, i -> mocked(i, "{\"statusCode\": 200}"));
    return response(
        verb, path, "200", r -> r.responseTemplates(Map.of("application/json", responseTemplate)));
  }

  /** Makes an integration a MOCK with this request template. */
  public static void mocked(PutIntegrationRequest.Builder integration, String requestTemplate) {
    integration
        .type(IntegrationType.MOCK)
        .requestTemplates(Map.of("application/json", requestTemplate));
  }

  /** Deploys to the stage; returns the deployment's id. */
  public String deploy(String stage) {
    return rest.createDeployment(r -> r.restApiId(id).stageName(stage)).id();
  }

  /** Deploys to a new stage with variables. */
  public String deploy(String stage, Map<String, String> variables) {
    return rest.createDeployment(r -> r.restApiId(id).stageName(stage).variables(variables)).id();
  }

  /** Calls the API by its host. */
  public HttpResponse get(String pathWithStage, String... headerLines) {
    return http.get(host(), pathWithStage, headerLines);
  }

  /** Calls the API by its host. */
  public HttpResponse send(
      String method, String pathWithStage, String body, String... headerLines) {
    return http.send(method, host(), pathWithStage, body, headerLines);
  }

  /** Calls the API by its host with a body of any bytes. */
  public HttpResponse send(
      String method, String pathWithStage, byte[] body, String... headerLines) {
    return http.send(method, host(), pathWithStage, body, headerLines);
  }
}
