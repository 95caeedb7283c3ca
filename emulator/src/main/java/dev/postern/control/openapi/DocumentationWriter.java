package dev.postern.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.Unverified;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.DocumentationPart;
import software.amazon.awssdk.services.apigateway.model.DocumentationPartLocation;
import software.amazon.awssdk.services.apigateway.model.DocumentationPartType;

/**
 * Writes documentation parts into the places that OpenAPI has for them. Of the properties of a part
 * only OpenAPI's own and extensions are written. They replace descriptions and nothing else.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api-content-representation.html">
 *     Representation of API documentation in API Gateway</a>
 */
final class DocumentationWriter {
  private static final Set<String> INFO =
      Set.of("description", "termsOfService", "contact", "license");
  private static final Set<String> DESCRIPTION = Set.of("description");
  private static final Map<DocumentationPartType, Set<String>> PROPERTIES =
      Map.of(
          DocumentationPartType.API,
          Set.of("tags", "externalDocs"),
          DocumentationPartType.METHOD,
          Set.of("tags", "summary", "description", "externalDocs", "deprecated"),
          DocumentationPartType.MODEL,
          Set.of("title", "description", "externalDocs"),
          DocumentationPartType.RESOURCE,
          Set.of("summary", "description"));
  private static final Map<String, DocumentationPartType> PARAMETERS =
      Map.of(
          "path", DocumentationPartType.PATH_PARAMETER,
          "query", DocumentationPartType.QUERY_PARAMETER,
          "header", DocumentationPartType.REQUEST_HEADER);

  /** Properties by location. */
  private final Map<DocumentationPartLocation, ObjectNode> parts = new LinkedHashMap<>();

  DocumentationWriter(List<DocumentationPart> parts) {
    for (DocumentationPart part : parts) {
      this.parts.put(part.location(), Trees.stored(part.properties()));
    }
  }

  /** Writes the documentation of the API to the root and to {@code info}. */
  void writeApi(ObjectNode document) {
    write(document, DocumentationPartType.API, _ -> {});
    ObjectNode api =
        parts.getOrDefault(
            DocumentationPartLocation.builder().type(DocumentationPartType.API).build(),
            Trees.object());
    if (document.path("info") instanceof ObjectNode info) {
      copy(Trees.at(api, "info"), info, INFO);
    }
  }

  /**
   * Writes the documentation of a parameter.
   *
   * @param in {@code path}, {@code query} or {@code header}
   */
  void writeParameter(
      ObjectNode parameter, String in, Consumer<DocumentationPartLocation.Builder> where) {
    DocumentationPartType type = PARAMETERS.get(in);
    if (type != null) {
      write(parameter, type, where);
    }
  }

  /**
   * Writes the documentation of an entity, if it has any.
   *
   * @param node of the entity in the file
   * @param where the entity's exact location
   */
  void write(
      ObjectNode node,
      DocumentationPartType type,
      Consumer<DocumentationPartLocation.Builder> where) {
    if (parts.isEmpty()) {
      return;
    }
    DocumentationPartLocation.Builder location = DocumentationPartLocation.builder().type(type);
    where.accept(location);
    closest(location.build())
        .ifPresent(
            properties -> copy(properties, node, PROPERTIES.getOrDefault(type, DESCRIPTION)));
  }

  /**
   * Returns the properties of the part with the closest location. A part is inherited by the
   * entities of its type and name below its path, if it names their method and status or none.
   */
  @Unverified("That the closest part replaces the more general ones as a whole is assumed.")
  private Optional<ObjectNode> closest(DocumentationPartLocation entity) {
    return locations(entity).map(parts::get).filter(Objects::nonNull).findFirst();
  }

  /** Returns the locations that apply to an entity, from the closest to the most general. */
  private static Stream<DocumentationPartLocation> locations(DocumentationPartLocation entity) {
    return paths(entity.path())
        .flatMap(path ->
            choices(entity.method())
                .flatMap(method ->
                    choices(entity.statusCode())
                        .map(status ->
                            entity.toBuilder()
                                .path(path.orElse(null))
                                .method(method.orElse(null))
                                .statusCode(status.orElse(null))
                                .build())));
  }

  /** Returns a path and its prefixes up to the root, or empty for an entity without a path. */
  private static Stream<Optional<String>> paths(@Nullable String path) {
    if (path == null) {
      return Stream.of(Optional.empty());
    }
    List<Optional<String>> prefixes = new ArrayList<>();
    for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
      prefixes.add(Optional.of(path.substring(0, end)));
    }
    prefixes.add(Optional.of("/"));
    return prefixes.stream().distinct();
  }

  private static Stream<Optional<String>> choices(@Nullable String value) {
    return value == null
        ? Stream.of(Optional.empty())
        : Stream.of(Optional.of(value), Optional.of("*"));
  }

  private static void copy(ObjectNode properties, ObjectNode node, Set<String> names) {
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      String name = property.getKey();
      boolean free = name.equals("description") || !node.has(name);
      if (free && isOpenApi(name, property.getValue(), names)) {
        node.set(name, property.getValue());
      }
    }
  }

  private static boolean isOpenApi(String name, JsonNode value, Set<String> names) {
    if (name.startsWith("x-")) {
      return !name.startsWith("x-amazon-apigateway-");
    }
    if (!names.contains(name)) {
      return false;
    }
    return switch (name) {
      case "tags" -> value.isArray();
      case "deprecated" -> value.isBoolean();
      case "contact", "externalDocs", "license" -> value.isObject();
      default -> value.isTextual();
    };
  }
}
