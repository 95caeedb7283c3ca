package dev.postern.control.openapi;

import dev.postern.aws.error.DocumentationErrors;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.DocumentationPartLocation;
import software.amazon.awssdk.services.apigateway.model.DocumentationPartType;

/**
 * Locations of documentation parts: valid fields and default values by type.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api-content-representation.html">
 *     Representation of API documentation in API Gateway</a>
 */
public final class DocumentationLocations {
  private static final String ANY = "*";

  private static final Set<DocumentationPartType> WITH_STATUS_CODE =
      Set.of(
          DocumentationPartType.RESPONSE,
          DocumentationPartType.RESPONSE_HEADER,
          DocumentationPartType.RESPONSE_BODY);
  private static final Set<DocumentationPartType> WITHOUT_PATH =
      Set.of(
          DocumentationPartType.API, DocumentationPartType.AUTHORIZER, DocumentationPartType.MODEL);
  private static final Set<DocumentationPartType> WITH_NAME =
      Set.of(
          DocumentationPartType.AUTHORIZER,
          DocumentationPartType.MODEL,
          DocumentationPartType.PATH_PARAMETER,
          DocumentationPartType.QUERY_PARAMETER,
          DocumentationPartType.REQUEST_HEADER,
          DocumentationPartType.RESPONSE_HEADER);

  private DocumentationLocations() {}

  /**
   * Returns the location as AWS stores it, with its defaults.
   *
   * @throws dev.postern.aws.error.AwsException if the type does not have a given field, or a name
   *     is missing
   */
  public static DocumentationPartLocation checked(DocumentationPartLocation sent) {
    DocumentationPartType type = sent.type();
    boolean hasPath = !WITHOUT_PATH.contains(type);
    boolean hasMethod = hasPath && type != DocumentationPartType.RESOURCE;
    String path = field("path", sent.path(), type, hasPath, "/");
    String method = field("method", sent.method(), type, hasMethod, ANY);
    String status =
        field("statusCode", sent.statusCode(), type, WITH_STATUS_CODE.contains(type), ANY);
    // The API reference requires a name of a request body; the guide's examples have none.
    boolean hasName = WITH_NAME.contains(type) || type == DocumentationPartType.REQUEST_BODY;
    String name = field("name", sent.name(), type, hasName, null);
    if (name == null && WITH_NAME.contains(type)) {
      throw DocumentationErrors.locationNeedsName(type.toString());
    }
    return DocumentationPartLocation.builder()
        .type(type)
        .path(path)
        .method(method)
        .statusCode(status)
        .name(name)
        .build();
  }

  private static @Nullable String field(
      String field,
      @Nullable String sent,
      DocumentationPartType type,
      boolean valid,
      @Nullable String preset) {
    if (sent == null || sent.isBlank()) {
      return valid ? preset : null;
    }
    if (!valid) {
      throw DocumentationErrors.invalidLocationField(field, type.toString());
    }
    return sent;
  }

  /** Returns the location as AWS writes it: {@code type 'METHOD', path '/pets', method 'GET'}. */
  public static String text(DocumentationPartLocation location) {
    return Stream.of(
            named("type", location, DocumentationPartLocation::typeAsString),
            named("path", location, DocumentationPartLocation::path),
            named("method", location, DocumentationPartLocation::method),
            named("statusCode", location, DocumentationPartLocation::statusCode),
            named("name", location, DocumentationPartLocation::name))
        .filter(Objects::nonNull)
        .collect(Collectors.joining(", "));
  }

  private static @Nullable String named(
      String name,
      DocumentationPartLocation location,
      Function<DocumentationPartLocation, @Nullable String> field) {
    String value = field.apply(location);
    return value == null ? null : "%s '%s'".formatted(name, value);
  }
}
