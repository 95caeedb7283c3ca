package dev.postern.control.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.Limits;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.IntegrationResponse;

/** Writes integrations as {@code x-amazon-apigateway-integration}. Omits default values. */
final class IntegrationWriter {
  private static final int DEFAULT_TIMEOUT_MILLIS =
      Math.toIntExact(Limits.AWS.maxIntegrationTimeout().toMillis());

  private IntegrationWriter() {}

  /**
   * Returns the extension of an integration.
   *
   * @param resourceId the default cache namespace
   */
  static ObjectNode written(Integration integration, String resourceId) {
    ObjectNode node = Trees.object();
    node.put("type", integration.typeAsString().toLowerCase(Locale.ROOT));
    put(node, "credentials", integration.credentials());
    put(node, "httpMethod", integration.httpMethod());
    put(node, "uri", integration.uri());
    if (!"INTERNET".equals(integration.connectionTypeAsString())) {
      put(node, "connectionType", integration.connectionTypeAsString());
    }
    put(node, "connectionId", integration.connectionId());
    put(node, "integrationTarget", integration.integrationTarget());
    writeResponses(node, integration.integrationResponses());
    put(node, "requestParameters", integration.requestParameters());
    put(node, "requestTemplates", integration.requestTemplates());
    node.put("passthroughBehavior", integration.passthroughBehavior().toLowerCase(Locale.ROOT));
    put(node, "contentHandling", integration.contentHandlingAsString());
    if (integration.timeoutInMillis() != DEFAULT_TIMEOUT_MILLIS) {
      node.put("timeoutInMillis", integration.timeoutInMillis());
    }
    if (!resourceId.equals(integration.cacheNamespace())) {
      put(node, "cacheNamespace", integration.cacheNamespace());
    }
    if (!integration.cacheKeyParameters().isEmpty()) {
      integration.cacheKeyParameters().forEach(node.putArray("cacheKeyParameters")::add);
    }
    if (integration.tlsConfig() != null) {
      node.putObject("tlsConfig")
          .put("insecureSkipVerification", integration.tlsConfig().insecureSkipVerification());
    }
    put(node, "responseTransferMode", integration.responseTransferModeAsString());
    return node;
  }

  /** Writes the responses. Only the first of several with the same pattern is ever selected. */
  private static void writeResponses(ObjectNode node, Map<String, IntegrationResponse> responses) {
    if (responses.isEmpty()) {
      return;
    }
    ObjectNode byPattern = node.putObject("responses");
    for (IntegrationResponse response : List.copyOf(responses.values())) {
      String pattern =
          response.selectionPattern() == null ? "default" : response.selectionPattern();
      if (!byPattern.has(pattern)) {
        ObjectNode written = byPattern.putObject(pattern);
        written.put("statusCode", response.statusCode());
        put(written, "responseParameters", response.responseParameters());
        put(written, "responseTemplates", response.responseTemplates());
        put(written, "contentHandling", response.contentHandlingAsString());
      }
    }
  }

  private static void put(ObjectNode node, String member, @Nullable String text) {
    if (text != null) {
      node.put(member, text);
    }
  }

  private static void put(ObjectNode node, String member, Map<String, String> texts) {
    if (!texts.isEmpty()) {
      ObjectNode map = node.putObject(member);
      texts.forEach(map::put);
    }
  }
}
