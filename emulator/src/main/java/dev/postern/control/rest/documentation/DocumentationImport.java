package dev.postern.control.rest.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.Ids;
import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.DocumentationErrors;
import dev.postern.control.openapi.DocumentationLocations;
import dev.postern.control.state.CreationOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.DocumentationPart;
import software.amazon.awssdk.services.apigateway.model.DocumentationPartLocation;
import software.amazon.awssdk.services.apigateway.model.DocumentationPartType;

/**
 * Imports the documentation parts of a definition file into an API. Replaces all parts, or merges
 * their attributes. One instance per import; not thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api-quick-start-import-export.html">
 *     Import API documentation</a>
 */
final class DocumentationImport {
  private final Ids ids;
  private final boolean overwrite;
  private final Map<DocumentationPartLocation, DocumentationPart> byLocation = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private final Set<String> imported = new LinkedHashSet<>();

  DocumentationImport(Ids ids, boolean overwrite) {
    this.ids = ids;
    this.overwrite = overwrite;
  }

  /**
   * The result of an import.
   *
   * @param parts all parts of the API by id
   * @param ids ids of the imported parts
   * @param warnings a sentence for each ignored part
   */
  record Result(CreationOrder<DocumentationPart> parts, List<String> ids, List<String> warnings) {
    Result {
      ids = List.copyOf(ids);
      warnings = List.copyOf(warnings);
    }
  }

  Result into(CreationOrder<DocumentationPart> present, ObjectNode definition) {
    CreationOrder<DocumentationPart> parts = overwrite ? CreationOrder.empty() : present;
    parts.values().forEach(part -> byLocation.put(part.location(), part));
    JsonNode sent = definition.path("x-amazon-apigateway-documentation").path("documentationParts");
    int index = 0;
    for (JsonNode element : sent) {
      DocumentationPart part = part(element, index++);
      if (part != null) {
        byLocation.put(part.location(), part);
        imported.add(part.id());
        parts = parts.plus(part.id(), part);
      }
    }
    return new Result(parts, List.copyOf(imported), warnings);
  }

  private @Nullable DocumentationPart part(JsonNode element, int index) {
    try {
      DocumentationPartLocation location =
          DocumentationLocations.checked(location(element.path("location")));
      ObjectNode properties = properties(element.path("properties"));
      DocumentationPart present = byLocation.get(location);
      if (present == null) {
        return DocumentationPart.builder()
            .id(ids.sixCharacters(this::isTaken))
            .location(location)
            .properties(properties.toString())
            .build();
      }
      ObjectNode merged = DocumentationProperties.read(present.properties());
      merged.setAll(properties);
      return present.toBuilder().properties(merged.toString()).build();
    } catch (AwsException refusal) {
      warnings.add(
          "Documentation part at index %d is ignored: %s".formatted(index, refusal.text()));
      return null;
    }
  }

  private boolean isTaken(String id) {
    return byLocation.values().stream().anyMatch(part -> part.id().equals(id));
  }

  private static DocumentationPartLocation location(JsonNode sent) {
    String type = sent.path("type").asText();
    if (DocumentationPartType.fromValue(type) == DocumentationPartType.UNKNOWN_TO_SDK_VERSION) {
      throw DocumentationErrors.invalidLocationField("type", type);
    }
    return DocumentationPartLocation.builder()
        .type(type)
        .path(text(sent, "path"))
        .method(text(sent, "method"))
        .statusCode(text(sent, "statusCode"))
        .name(text(sent, "name"))
        .build();
  }

  private static @Nullable String text(JsonNode object, String member) {
    JsonNode value = object.path(member);
    return value.isValueNode() && !value.isNull() ? value.asText() : null;
  }

  /** Returns the properties, which are an object or, as in the operations, a text with JSON. */
  private static ObjectNode properties(JsonNode sent) {
    return sent instanceof ObjectNode object
        ? object
        : DocumentationProperties.read(sent.isTextual() ? sent.textValue() : null);
  }
}
