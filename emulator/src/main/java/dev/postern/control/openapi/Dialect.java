package dev.postern.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the two kinds of files differ in what an API Gateway reads from them. */
sealed interface Dialect permits Swagger2, OpenApi3 {
  /** The dialect that a file says it is in, if it is one of the two. */
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

  /** Where schemas are: {@code #/definitions/}. */
  String schemaPrefix();

  /** The schemas that have names. */
  ObjectNode schemas();

  /** The security schemes by name. */
  ObjectNode securitySchemes();

  /** The path before all paths, cut at its slashes. */
  List<String> basePath();

  /** The endpoint settings that a file may have in several places. */
  JsonNode endpointConfiguration();

  /**
   * The schemas of a request's body by content type.
   *
   * @param parameters of the path and of the operation, resolved
   */
  Map<String, JsonNode> bodies(
      ObjectNode operation, List<ObjectNode> parameters, References references);

  /** The schemas of a response's body by content type. */
  Map<String, JsonNode> bodies(ObjectNode operation, ObjectNode response);

  /** The text of a path or of part of it, cut at its slashes. */
  static List<String> segments(String path) {
    return List.of(path.split("/")).stream().filter(segment -> !segment.isEmpty()).toList();
  }
}
