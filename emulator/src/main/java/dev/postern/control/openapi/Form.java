package dev.postern.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.apigateway.model.Method;

/** Where the two kinds of files differ in how an export writes them. */
sealed interface Form permits SwaggerForm, OpenApi30Form {
  /** Where schemas are: {@code #/definitions/}. */
  String schemaPrefix();

  /** Starts the file: version, info, where the stage is. */
  void writeHead(ObjectNode document, ObjectNode info, String host, String stage);

  /** The settings of the endpoint, which are not empty. */
  void writeEndpoint(ObjectNode document, ObjectNode endpoint);

  /** Schemas and security schemes, after the paths. */
  void writeParts(ObjectNode document, ObjectNode securitySchemes, ObjectNode schemas);

  /**
   * A parameter of a request.
   *
   * @param in {@code path}, {@code query} or {@code header}
   */
  ObjectNode parameter(String name, String in, boolean required);

  /** The content types of requests and responses, where a file says them apart from bodies. */
  void writeContentTypes(ObjectNode operation, Method method);

  /**
   * The request's body.
   *
   * @param models by content type; at least one, and one that is JSON
   */
  void writeBody(ObjectNode operation, Map<String, String> models);

  /**
   * A response.
   *
   * @param headers their names
   * @param models by content type
   */
  ObjectNode response(String status, Collection<String> headers, Map<String, String> models);

  /** The model of JSON bodies, else the first there is. */
  static Optional<String> jsonModel(Map<String, String> models) {
    return models.keySet().stream()
        .filter(Form::isJson)
        .findFirst()
        .or(() -> models.keySet().stream().findFirst())
        .map(models::get);
  }

  /** Whether a content type is JSON: {@code application/json}, {@code application/hal+json}. */
  static boolean isJson(String contentType) {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.endsWith("/json") || type.endsWith("+json") || type.equals("$default");
  }

  /** A reference to the schema of a model. */
  default JsonNode reference(String model) {
    return Trees.object().put("$ref", schemaPrefix() + model);
  }
}
