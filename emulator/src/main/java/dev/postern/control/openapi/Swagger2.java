package dev.postern.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.Unverified;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Swagger 2.0. */
record Swagger2(ObjectNode document) implements Dialect {
  @Override
  public String schemaPrefix() {
    return "#/definitions/";
  }

  @Override
  public ObjectNode schemas() {
    return Trees.at(document, "definitions");
  }

  /**
   * Returns the keywords of Swagger that JSON Schema does not have. {@code example} and {@code
   * discriminator} are not among them: AWS refuses models with these.
   */
  @Override
  @Unverified("That AWS ignores these keywords is assumed; refusals of others are recorded.")
  public Set<String> ignoredKeywords() {
    return Set.of("deprecated", "externalDocs", "nullable", "readOnly", "writeOnly", "xml");
  }

  @Override
  public String typeName(JsonNode schema) {
    return Trees.text(schema, "type");
  }

  @Override
  public ObjectNode securitySchemes() {
    return Trees.at(document, "securityDefinitions");
  }

  @Override
  public List<String> basePath() {
    return Dialect.segments(Trees.text(document, "basePath"));
  }

  @Override
  public JsonNode endpointConfiguration() {
    return document.path("x-amazon-apigateway-endpoint-configuration");
  }

  @Override
  public Map<String, JsonNode> bodies(
      ObjectNode operation, List<ObjectNode> parameters, References references) {
    Optional<JsonNode> schema =
        parameters.stream()
            .filter(parameter -> Trees.text(parameter, "in").equals("body"))
            .map(parameter -> parameter.path("schema"))
            .filter(JsonNode::isObject)
            .findFirst();
    return schema.isEmpty() ? Map.of() : each(operation, "consumes", schema.get());
  }

  @Override
  public Map<String, JsonNode> bodies(ObjectNode operation, ObjectNode response) {
    JsonNode schema = response.path("schema");
    return schema.isObject() ? each(operation, "produces", schema) : Map.of();
  }

  private Map<String, JsonNode> each(ObjectNode operation, String member, JsonNode schema) {
    Map<String, JsonNode> bodies = new LinkedHashMap<>();
    JsonNode own = operation.path(member);
    for (JsonNode contentType : own.isEmpty() ? document.path(member) : own) {
      if (contentType.isTextual()) {
        bodies.put(contentType.textValue(), schema);
      }
    }
    return bodies.isEmpty() ? Map.of("application/json", schema) : bodies;
  }
}
