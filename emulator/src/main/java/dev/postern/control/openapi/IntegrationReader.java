package dev.postern.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.error.ImportErrors;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.IntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.TlsConfig;

/**
 * Reads the integration of an operation. Enumerated values are case-insensitive: SAM writes {@code
 * aws_proxy}, other tools {@code AWS_PROXY}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html">
 *     x-amazon-apigateway-integration object</a>
 */
final class IntegrationReader {
  private static final Set<String> TYPES = Set.of("HTTP", "MOCK", "AWS_PROXY", "HTTP_PROXY", "AWS");
  private static final Set<String> CONTENT_HANDLING =
      Set.of("CONVERT_TO_BINARY", "CONVERT_TO_TEXT");

  private final TypedMembers members;

  private IntegrationReader(TypedMembers members) {
    this.members = members;
  }

  /**
   * Returns the integration of an operation, or null if it has none or its type is unknown.
   *
   * @param path of the resource, with the base path applied
   * @throws dev.postern.aws.error.AwsException if it is not an object, or has an object or a list
   *     where a text belongs
   */
  static @Nullable Integration read(
      ObjectNode operation, String path, String verb, References references, Findings findings) {
    JsonNode node = references.resolve(operation.path("x-amazon-apigateway-integration"));
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (!(node instanceof ObjectNode object)) {
      throw ImportErrors.malformedIntegration(path);
    }
    return new IntegrationReader(new TypedMembers(object, path, verb, findings)).read();
  }

  private @Nullable Integration read() {
    String written = members.text("type");
    String type = upper(written);
    if (type == null || !TYPES.contains(type)) {
      members
          .findings()
          .warn(
              ImportErrors.unknownIntegrationType(
                  String.valueOf(written), members.verb(), members.path()));
      return null;
    }
    Integration.Builder integration =
        Integration.builder()
            .type(type)
            .uri(members.text("uri"))
            .httpMethod(upper(members.text("httpMethod")))
            .credentials(members.text("credentials"))
            .passthroughBehavior(upper(members.text("passthroughBehavior")))
            .contentHandling(members.choice("contentHandling", CONTENT_HANDLING))
            .timeoutInMillis(members.integer("timeoutInMillis"))
            .cacheNamespace(members.text("cacheNamespace"))
            .cacheKeyParameters(members.list("cacheKeyParameters"))
            .connectionId(members.text("connectionId"))
            .connectionType(members.choice("connectionType", Set.of("INTERNET", "VPC_LINK")))
            .integrationTarget(members.text("integrationTarget"))
            .responseTransferMode(
                members.choice("responseTransferMode", Set.of("BUFFERED", "STREAM")))
            .requestParameters(members.texts("requestParameters"))
            .requestTemplates(members.texts("requestTemplates"))
            .integrationResponses(responses());
    if (members.node().path("tlsConfig") instanceof ObjectNode tls) {
      integration.tlsConfig(
          TlsConfig.builder()
              .insecureSkipVerification(tls.path("insecureSkipVerification").asBoolean(false))
              .build());
    }
    return integration.build();
  }

  /** Returns the responses by status code. The pattern {@code default} means no pattern. */
  private @Nullable Map<String, IntegrationResponse> responses() {
    JsonNode node = members.node().path("responses");
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (!(node instanceof ObjectNode byPattern)) {
      members.warn("responses", "map", "responses", node);
      return null;
    }
    Map<String, IntegrationResponse> responses = new TreeMap<>();
    byPattern
        .properties()
        .forEach(response -> {
          String status = Trees.text(response.getValue(), "statusCode");
          if (response.getValue() instanceof ObjectNode object && !status.isEmpty()) {
            responses.putIfAbsent(status, response(response.getKey(), status, members.of(object)));
          } else {
            members.warn(
                "responses", "string", "statusCode", response.getValue().path("statusCode"));
          }
        });
    return responses.isEmpty() ? null : responses;
  }

  private static IntegrationResponse response(String pattern, String status, TypedMembers members) {
    return IntegrationResponse.builder()
        .statusCode(status)
        .selectionPattern(pattern.equals("default") ? null : pattern)
        .contentHandling(members.choice("contentHandling", CONTENT_HANDLING))
        .responseParameters(members.texts("responseParameters"))
        .responseTemplates(members.texts("responseTemplates"))
        .build();
  }

  private static @Nullable String upper(@Nullable String text) {
    return text == null ? null : text.toUpperCase(Locale.ROOT);
  }
}
