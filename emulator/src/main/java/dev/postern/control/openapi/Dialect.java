package dev.postern.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The differences between Swagger 2.0 and OpenAPI 3.0 for reading. */
sealed interface Dialect permits Swagger2, OpenApi3 {
  /** Returns the dialect that the file declares, or empty if it is another. */
  static Optional<Dialect> of(ObjectNode document) {
    String swagger = Trees.text(document, "swagger");
    if (swagger.equals("2.0") || swagger.equals("2")) {
      return Optional.of(new Swagger2(document));
    }
    String openapi = Trees.text(document, "openapi");
    return openapi.equals("3.0") || openapi.startsWith("3.0.")
        ? Optional.of(new OpenApi3(document))
        : Optional.empty();
  }

  /** Returns the prefix of references to schemas, such as {@code #/definitions/}. */
  String schemaPrefix();

  /** Returns the named schemas. */
  ObjectNode schemas();

  /** Returns keywords of this dialect that are left out of models, instead of being refused. */
  Set<String> ignoredKeywords();

  /** Returns the name of a schema's type in warnings. */
  String typeName(JsonNode schema);

  /** Returns the security schemes by name. */
  ObjectNode securitySchemes();

  /** Returns the segments of the base path. */
  List<String> basePath();

  /**
   * Returns the endpoint configuration, which a file may have in its first server or at its root.
   */
  JsonNode endpointConfiguration();

  /**
   * Returns the schemas of a request's body by content type.
   *
   * @param parameters of the path and of the operation, resolved
   */
  Map<String, JsonNode> bodies(
      ObjectNode operation, List<ObjectNode> parameters, References references);

  /** Returns the schemas of a response's body by content type. */
  Map<String, JsonNode> bodies(ObjectNode operation, ObjectNode response);

  /** Returns the non-empty segments of a path or part of a path. */
  static List<String> segments(String path) {
    return List.of(path.split("/")).stream().filter(segment -> !segment.isEmpty()).toList();
  }
}
