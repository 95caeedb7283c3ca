package dev.postern.it;

import dev.postern.testing.TestApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;

/** A method of a golden file: collected line by line, then put by the SDK. */
final class GoldenMethod {
  private final String verb;
  private final String path;
  private final Map<String, Boolean> parameters = new LinkedHashMap<>();
  private final Map<String, String> models = new LinkedHashMap<>();
  private final Map<String, String> requestMappings = new LinkedHashMap<>();
  private final Map<String, String> requestTemplates = new LinkedHashMap<>();
  private final Map<String, Response> responses = new LinkedHashMap<>();
  private List<String> validated = List.of();
  private String integration = "MOCK";
  private String passthrough = "WHEN_NO_MATCH";
  private @Nullable String contentHandling;
  private @Nullable String operationName;

  /** An integration response with its method response. */
  private static final class Response {
    private String pattern = "";
    private @Nullable String contentHandling;
    private boolean declared = true;
    private final Map<String, String> mappings = new LinkedHashMap<>();
    private final Map<String, String> templates = new LinkedHashMap<>();
  }

  GoldenMethod(String verb, String path) {
    this.verb = verb;
    this.path = path;
  }

  /** Adds a line <code>key: value</code>. */
  void line(String key, String value) {
    switch (key) {
      case "integration" -> integration = value;
      case "passthrough" -> passthrough = value;
      case "content handling" -> contentHandling = value;
      case "operation" -> operationName = value;
      case "validate" -> validated = List.of(value.split(" ", -1));
      case "parameter" -> parameter(value, false);
      case "required" -> parameter(value, true);
      case "model" -> models.put(first(value), rest(value));
      case "request mapping" ->
          requestMappings.put(
              "integration.request." + GoldenApi.target(value), GoldenApi.source(value));
      case "request template" -> requestTemplates.put(first(value), rest(value));
      case "response" -> response(first(value)).pattern = rest(value);
      case "response undeclared" -> response(value).declared = false;
      case "response content handling" -> response(first(value)).contentHandling = rest(value);
      case "response mapping" -> {
        String mapping = rest(value);
        response(first(value))
            .mappings
            .put("method.response." + GoldenApi.target(mapping), GoldenApi.source(mapping));
      }
      case "response template" -> {
        String template = rest(value);
        response(first(value)).templates.put(first(template), rest(template));
      }
      default -> throw new IllegalArgumentException("unknown setting of a method: " + key);
    }
  }

  void put(ApiGatewayClient rest, TestApi api) {
    String resource = api.resource(path);
    String validator = validator(rest, api);
    rest.putMethod(r ->
        r.restApiId(api.id())
            .resourceId(resource)
            .httpMethod(verb)
            .authorizationType("NONE")
            .operationName(operationName)
            .requestValidatorId(validator)
            .requestParameters(parameters)
            .requestModels(models));
    rest.putIntegration(
        r -> integrated(r.restApiId(api.id()).resourceId(resource).httpMethod(verb)));
    if (integration.endsWith("_PROXY") || integration.contains("_PROXY ")) {
      return;
    }
    if (responses.isEmpty()) {
      response("200");
    }
    responses.forEach((status, response) -> {
      Map<String, Boolean> headers = new LinkedHashMap<>();
      response.mappings.keySet().forEach(header -> headers.put(header, false));
      api.response(
          verb,
          path,
          status,
          headers,
          r -> {
            r.responseParameters(response.mappings)
                .responseTemplates(response.templates)
                .contentHandling(response.contentHandling);
            if (!response.pattern.isEmpty()) {
              r.selectionPattern(response.pattern);
            }
          });
      if (!response.declared) {
        rest.deleteMethodResponse(
            r -> r.restApiId(api.id()).resourceId(resource).httpMethod(verb).statusCode(status));
      }
    });
  }

  private @Nullable String validator(ApiGatewayClient rest, TestApi api) {
    if (validated.isEmpty()) {
      return null;
    }
    return rest.createRequestValidator(r ->
            r.restApiId(api.id())
                .name(String.join("-", validated))
                .validateRequestBody(validated.contains("body"))
                .validateRequestParameters(validated.contains("parameters")))
        .id();
  }

  private void integrated(PutIntegrationRequest.Builder request) {
    List<String> words = new ArrayList<>(List.of(integration.split(" ", -1)));
    String type = words.getFirst().toUpperCase(Locale.ROOT);
    if (type.equals("MOCK")) {
      requestTemplates.putIfAbsent("application/json", "{\"statusCode\": 200}");
    } else {
      request.integrationHttpMethod(words.get(1)).uri(words.get(2));
    }
    request
        .type(type)
        .passthroughBehavior(passthrough)
        .contentHandling(contentHandling)
        .requestParameters(requestMappings)
        .requestTemplates(requestTemplates);
  }

  private void parameter(String value, boolean required) {
    for (String name : value.split(" ", -1)) {
      parameters.put("method.request." + name, required);
    }
  }

  private Response response(String status) {
    return responses.computeIfAbsent(status, _ -> new Response());
  }

  private static String first(String value) {
    int space = value.indexOf(' ');
    return space < 0 ? value : value.substring(0, space);
  }

  private static String rest(String value) {
    int space = value.indexOf(' ');
    return space < 0 ? "" : value.substring(space + 1);
  }
}
