package dev.postern.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** OpenAPI 3.0. */
record OpenApi3(ObjectNode document) implements Dialect {
  private static final String ENDPOINT_CONFIGURATION = "x-amazon-apigateway-endpoint-configuration";
  private static final Pattern ORIGIN = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#]*");
  private static final Pattern AFTER_PATH = Pattern.compile("[?#].*");

  @Override
  public String schemaPrefix() {
    return "#/components/schemas/";
  }

  @Override
  public ObjectNode schemas() {
    return Trees.at(Trees.at(document, "components"), "schemas");
  }

  @Override
  public Set<String> ignoredKeywords() {
    return Set.of(
        "deprecated",
        "discriminator",
        "example",
        "externalDocs",
        "nullable",
        "readOnly",
        "writeOnly",
        "xml");
  }

  /** Returns the name of the class that AWS's OpenAPI parser has for a schema. */
  @Override
  public String typeName(JsonNode schema) {
    String type = Trees.text(schema, "type");
    return switch (type) {
      case "string" -> stringClass(Trees.text(schema, "format"));
      case "integer" -> "IntegerSchema";
      case "number" -> "NumberSchema";
      case "boolean" -> "BooleanSchema";
      default -> "Schema";
    };
  }

  private static String stringClass(String format) {
    return switch (format) {
      case "binary" -> "BinarySchema";
      case "byte" -> "ByteArraySchema";
      case "date" -> "DateSchema";
      case "date-time" -> "DateTimeSchema";
      case "email" -> "EmailSchema";
      case "password" -> "PasswordSchema";
      case "uuid" -> "UUIDSchema";
      default -> "StringSchema";
    };
  }

  @Override
  public ObjectNode securitySchemes() {
    return Trees.at(Trees.at(document, "components"), "securitySchemes");
  }

  /**
   * Returns the default of the first server variable {@code basePath}, or the path of the first
   * server's URL.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-basePath.html">
   *     Set the OpenAPI basePath property</a>
   */
  @Override
  public List<String> basePath() {
    for (JsonNode server : document.path("servers")) {
      JsonNode variable = server.path("variables").path("basePath");
      if (variable.isObject()) {
        return Dialect.segments(Trees.text(variable, "default"));
      }
    }
    String url = Trees.text(document.path("servers").path(0), "url");
    String path = AFTER_PATH.matcher(ORIGIN.matcher(url).replaceFirst("")).replaceFirst("");
    return Dialect.segments(path);
  }

  @Override
  public JsonNode endpointConfiguration() {
    JsonNode ofServer = document.path("servers").path(0).path(ENDPOINT_CONFIGURATION);
    return ofServer.isObject() ? ofServer : document.path(ENDPOINT_CONFIGURATION);
  }

  @Override
  public Map<String, JsonNode> bodies(
      ObjectNode operation, List<ObjectNode> parameters, References references) {
    return content(references.resolve(operation.path("requestBody")));
  }

  @Override
  public Map<String, JsonNode> bodies(ObjectNode operation, ObjectNode response) {
    return content(response);
  }

  private static Map<String, JsonNode> content(JsonNode holder) {
    Map<String, JsonNode> bodies = new LinkedHashMap<>();
    Trees.at(holder, "content")
        .properties()
        .forEach(body -> {
          if (body.getValue().path("schema").isObject()) {
            bodies.put(body.getKey(), body.getValue().path("schema"));
          }
        });
    return bodies;
  }
}
