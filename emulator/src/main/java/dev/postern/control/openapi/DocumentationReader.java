package dev.postern.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.ImportErrors;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.DocumentationPart;
import software.amazon.awssdk.services.apigateway.model.DocumentationPartLocation;
import software.amazon.awssdk.services.apigateway.model.DocumentationPartType;

/**
 * Reads the documentation of a file: OpenAPI's descriptions, and the parts in {@code
 * x-amazon-apigateway-documentation}, which override them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api-content-representation.html">
 *     Representation of API documentation in API Gateway</a>
 */
final class DocumentationReader {
  private static final Map<String, DocumentationPartType> PARAMETERS =
      Map.of(
          "path", DocumentationPartType.PATH_PARAMETER,
          "query", DocumentationPartType.QUERY_PARAMETER,
          "header", DocumentationPartType.REQUEST_HEADER,
          "body", DocumentationPartType.REQUEST_BODY);
  private static final List<String> INFO_MEMBERS =
      List.of("description", "termsOfService", "contact", "license");
  private static final List<String> METHOD_MEMBERS =
      List.of("tags", "summary", "description", "externalDocs", "deprecated");
  private static final List<String> OTHER_MEMBERS = List.of("description");
  private final Findings findings;
  private final Budget budget;
  private final Map<DocumentationPartLocation, String> parts = new LinkedHashMap<>();

  DocumentationReader(Findings findings, Budget budget) {
    this.findings = findings;
    this.budget = budget;
  }

  List<DocumentationPart> parts() {
    return parts.entrySet().stream()
        .map(part ->
            DocumentationPart.builder().location(part.getKey()).properties(part.getValue()).build())
        .toList();
  }

  /** Reads the documentation of the API. */
  void readApi(ObjectNode document) {
    ObjectNode properties = select(document, List.of("tags", "externalDocs"));
    ObjectNode info = select(document.path("info"), INFO_MEMBERS);
    if (!info.isEmpty()) {
      properties.set("info", info);
    }
    add(DocumentationPartType.API, _ -> {}, properties);
  }

  /** Reads the documentation of a path. */
  void readPath(ObjectNode item, String path) {
    add(DocumentationPartType.RESOURCE, at -> at.path(path), select(item, OTHER_MEMBERS));
  }

  /**
   * Reads the documentation of an operation.
   *
   * @param method as in locations: {@code GET}, {@code ANY}
   */
  void readOperation(
      ObjectNode operation,
      Collection<ObjectNode> parameters,
      String path,
      String method,
      References references) {
    add(
        DocumentationPartType.METHOD,
        at -> at.path(path).method(method),
        select(operation, METHOD_MEMBERS));
    for (ObjectNode parameter : parameters) {
      DocumentationPartType type = PARAMETERS.get(Trees.text(parameter, "in"));
      if (type != null) {
        boolean body = type == DocumentationPartType.REQUEST_BODY;
        add(
            type,
            at -> at.path(path).method(method).name(body ? null : Trees.text(parameter, "name")),
            select(parameter, OTHER_MEMBERS));
      }
    }
    add(
        DocumentationPartType.REQUEST_BODY,
        at -> at.path(path).method(method),
        select(references.resolve(operation.path("requestBody")), OTHER_MEMBERS));
    Trees.at(operation, "responses")
        .properties()
        .forEach(response -> {
          if (!response.getKey().startsWith("x-")) {
            readResponse(
                references.resolve(response.getValue()),
                at -> at.path(path).method(method).statusCode(response.getKey()),
                response.getKey());
          }
        });
  }

  /** Ignores {@code 200 response}, which an export writes instead of a missing description. */
  private void readResponse(
      JsonNode response, Consumer<DocumentationPartLocation.Builder> where, String status) {
    if (!Trees.text(response, "description").equals(status + " response")) {
      add(DocumentationPartType.RESPONSE, where, select(response, OTHER_MEMBERS));
    }
    Trees.at(response, "headers")
        .properties()
        .forEach(header ->
            add(
                DocumentationPartType.RESPONSE_HEADER,
                where.andThen(at -> at.name(header.getKey())),
                select(header.getValue(), OTHER_MEMBERS)));
  }

  /**
   * Reads the parts in the extension, whose locations get AWS's defaults. A part replaces a
   * description of the same entity.
   */
  void readExtension(JsonNode extension) {
    for (JsonNode part : extension.path("documentationParts")) {
      Optional<DocumentationPartLocation> location = location(part.path("location"));
      if (location.isPresent() && part.path("properties") instanceof ObjectNode properties) {
        add(location.get(), properties);
      } else {
        findings.warn(ImportErrors.unsupportedExtension("x-amazon-apigateway-documentation"));
      }
    }
  }

  /** Returns a complete location, or empty if its type is unknown or has other fields. */
  private static Optional<DocumentationPartLocation> location(JsonNode location) {
    DocumentationPartType type = DocumentationPartType.fromValue(Trees.text(location, "type"));
    if (!DocumentationPartType.knownValues().contains(type)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          DocumentationLocations.checked(
              DocumentationPartLocation.builder()
                  .type(type)
                  .path(text(location, "path"))
                  .method(text(location, "method"))
                  .statusCode(text(location, "statusCode"))
                  .name(text(location, "name"))
                  .build()));
    } catch (AwsException _) {
      return Optional.empty();
    }
  }

  private void add(
      DocumentationPartType type,
      Consumer<DocumentationPartLocation.Builder> where,
      ObjectNode properties) {
    if (!properties.isEmpty()) {
      DocumentationPartLocation.Builder location = DocumentationPartLocation.builder().type(type);
      where.accept(location);
      add(location.build(), properties);
    }
  }

  private void add(DocumentationPartLocation location, ObjectNode properties) {
    String text = properties.toString();
    budget.spend(text.length());
    parts.put(location, text);
  }

  private static ObjectNode select(JsonNode node, List<String> members) {
    ObjectNode selected = Trees.object();
    for (String member : members) {
      JsonNode value = node.path(member);
      if (!value.isMissingNode() && !value.isNull() && !value.asText("-").isEmpty()) {
        selected.set(member, value);
      }
    }
    return selected;
  }

  private static @Nullable String text(JsonNode node, String member) {
    String text = Trees.text(node, member);
    return text.isEmpty() ? null : text;
  }
}
