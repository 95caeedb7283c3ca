package dev.postern.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.apigateway.model.Method;

/** The differences between Swagger 2.0 and OpenAPI 3.0 for writing. */
sealed interface ExportFormat permits SwaggerFormat, OpenApi30Format {
  /** Returns the prefix of references to schemas, such as {@code #/definitions/}. */
  String schemaPrefix();

  /** Writes version, info and URL of the stage. */
  void writeHead(ObjectNode document, ObjectNode info, String host, String stage);

  /** Writes the endpoint configuration, which must not be empty. */
  void writeEndpoint(ObjectNode document, ObjectNode endpoint);

  /** Writes schemas and security schemes, after the paths. */
  void writeParts(ObjectNode document, ObjectNode securitySchemes, ObjectNode schemas);

  /**
   * Returns a parameter of a request.
   *
   * @param in {@code path}, {@code query} or {@code header}
   */
  ObjectNode parameter(String name, String in, boolean required);

  /**
   * Writes the content types of requests and responses if the format separates them from bodies.
   */
  void writeContentTypes(ObjectNode operation, Method method);

  /**
   * Writes the request's body and returns the node that describes it.
   *
   * @param models by content type; at least one is for JSON
   */
  ObjectNode writeBody(ObjectNode operation, Map<String, String> models);

  /**
   * Returns a response.
   *
   * @param headers names of the headers
   * @param models by content type
   */
  ObjectNode response(String status, Collection<String> headers, Map<String, String> models);

  /** Returns the model of JSON bodies, or the first model if there is none. */
  static Optional<String> jsonModel(Map<String, String> models) {
    return models.keySet().stream()
        .filter(ExportFormat::isJson)
        .findFirst()
        .or(() -> models.keySet().stream().findFirst())
        .map(models::get);
  }

  /** Returns whether a content type is JSON, such as {@code application/hal+json}. */
  static boolean isJson(String contentType) {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.endsWith("/json") || type.endsWith("+json") || type.equals("$default");
  }

  /** Returns a reference to the schema of a model. */
  default JsonNode reference(String model) {
    return Trees.object().put("$ref", schemaPrefix() + model);
  }
}
