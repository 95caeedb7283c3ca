package dev.postern.control.sdkgen;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.control.state.RestApiContent;
import dev.postern.control.state.RestApiState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.apigateway.model.Model;

/**
 * What a client needs to know of an API and no more: methods, parameters, bodies, models, API keys.
 */
public final class PlainDefinitions implements Definitions {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SCHEMAS = "#/components/schemas/";
  private static final Pattern MODEL_URL =
      Pattern.compile("https://apigateway\\.amazonaws\\.com/restapis/[^/]+/models/([^/?#]+)");

  @Override
  public ObjectNode of(RestApiState api, String stageName) {
    RestApiContent content =
        Objects.requireNonNull(
                api.deployments()
                    .get(Objects.requireNonNull(api.stages().get(stageName)).deploymentId()))
            .content();
    ObjectNode document = JSON.createObjectNode().put("openapi", "3.0.1");
    document
        .putObject("info")
        .put("title", content.api().name())
        .put("version", Objects.requireNonNullElse(content.api().version(), "1.0.0"));
    ObjectNode paths = document.putObject("paths");
    for (ApiMethod method : ApiMethod.of(content)) {
      paths
          .withObjectProperty(method.path())
          .set(method.verb().toLowerCase(Locale.ROOT), operation(method));
    }
    ObjectNode components = document.putObject("components");
    ObjectNode schemas = components.putObject("schemas");
    content.models().values().forEach(model -> schemas.set(model.name(), schema(model)));
    components
        .putObject("securitySchemes")
        .putObject("api_key")
        .put("type", "apiKey")
        .put("name", "x-api-key")
        .put("in", "header");
    return document;
  }

  private static ObjectNode operation(ApiMethod method) {
    ObjectNode operation = JSON.createObjectNode();
    String name = method.method().operationName();
    if (name != null && !name.isBlank()) {
      operation.put("operationId", name);
    }
    ArrayNode parameters = operation.putArray("parameters");
    add(parameters, method, "path", "path", method.pathParameters());
    add(parameters, method, "header", "header", method.headers());
    add(parameters, method, "query", "querystring", method.queryParameters());
    if (!method.method().requestModels().isEmpty()) {
      ObjectNode body = operation.putObject("requestBody").put("required", true);
      body.set("content", content(method.method().requestModels()));
    }
    ObjectNode responses = operation.putObject("responses");
    method
        .method()
        .methodResponses()
        .forEach((status, response) -> {
          ObjectNode shown = responses.putObject(status).put("description", status + " response");
          shown.set("content", content(response.responseModels()));
        });
    if (Boolean.TRUE.equals(method.method().apiKeyRequired())) {
      operation.putArray("security").addObject().putArray("api_key");
    }
    return operation;
  }

  private static void add(
      ArrayNode parameters, ApiMethod method, String in, String location, List<String> names) {
    for (String name : names) {
      ObjectNode parameter =
          parameters
              .addObject()
              .put("name", name)
              .put("in", in)
              .put("required", in.equals("path") || method.isRequired(location, name));
      parameter.putObject("schema").put("type", "string");
    }
  }

  private static ObjectNode content(Map<String, String> models) {
    ObjectNode content = JSON.createObjectNode();
    models.forEach(
        (type, model) -> content.putObject(type).putObject("schema").put("$ref", SCHEMAS + model));
    return content;
  }

  /** The model's schema, references to other models made local. */
  private static JsonNode schema(Model model) {
    try {
      JsonNode schema = JSON.readTree(model.schema());
      schema
          .findParents("$ref")
          .forEach(parent -> {
            Matcher url = MODEL_URL.matcher(parent.path("$ref").asText());
            if (parent instanceof ObjectNode object && url.matches()) {
              object.put("$ref", SCHEMAS + url.group(1));
            }
          });
      return schema;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a model was stored whose schema is no JSON", e);
    }
  }
}
