package dev.postern.control.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.control.state.RestApiContent;
import dev.postern.control.state.RestApiState.Documented;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.DocumentationPartLocation;
import software.amazon.awssdk.services.apigateway.model.EndpointConfiguration;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/** Writes the extensions at the root of an exported file. */
final class SettingsWriter {
  private static final String EXTENSION = "x-amazon-apigateway-";

  private final RestApiContent content;
  private final ObjectNode document;

  SettingsWriter(RestApiContent content, ObjectNode document) {
    this.content = content;
    this.document = document;
  }

  /** Writes settings of the API that differ from AWS's defaults. */
  void writeApi(ExportFormat format) {
    RestApi api = content.api();
    if (api.policy() != null) {
      document.set(EXTENSION + "policy", Trees.stored(api.policy()));
    }
    if ("AUTHORIZER".equals(api.apiKeySourceAsString())) {
      document.put(EXTENSION + "api-key-source", api.apiKeySourceAsString());
    }
    if (!api.binaryMediaTypes().isEmpty()) {
      api.binaryMediaTypes().forEach(document.putArray(EXTENSION + "binary-media-types")::add);
    }
    if (api.minimumCompressionSize() != null) {
      document.put(EXTENSION + "minimum-compression-size", api.minimumCompressionSize());
    }
    put(document, EXTENSION + "security-policy", api.securityPolicyAsString());
    put(document, EXTENSION + "endpoint-access-mode", api.endpointAccessModeAsString());
    ObjectNode endpoint = endpoint(api);
    if (!endpoint.isEmpty()) {
      format.writeEndpoint(document, endpoint);
    }
  }

  private static ObjectNode endpoint(RestApi api) {
    ObjectNode endpoint = Trees.object();
    if (Boolean.TRUE.equals(api.disableExecuteApiEndpoint())) {
      endpoint.put("disableExecuteApiEndpoint", true);
    }
    EndpointConfiguration configuration = api.endpointConfiguration();
    if (!configuration.vpcEndpointIds().isEmpty()) {
      configuration.vpcEndpointIds().forEach(endpoint.putArray("vpcEndpointIds")::add);
    }
    return endpoint;
  }

  void writeGatewayResponses() {
    if (content.gatewayResponses().isEmpty()) {
      return;
    }
    ObjectNode responses = document.putObject(EXTENSION + "gateway-responses");
    content
        .gatewayResponses()
        .forEach((type, response) -> {
          ObjectNode written = responses.putObject(type);
          if (response.statusCode() != null) {
            written.put("statusCode", response.statusCode());
          }
          put(written, "responseParameters", response.responseParameters());
          put(written, "responseTemplates", response.responseTemplates());
        });
  }

  void writeValidators(Names names) {
    if (content.requestValidators().isEmpty()) {
      return;
    }
    ObjectNode validators = document.putObject(EXTENSION + "request-validators");
    content
        .requestValidators()
        .values()
        .forEach(validator ->
            validators
                .putObject(names.of(validator.id()))
                .put("validateRequestParameters", validator.validateRequestParameters())
                .put("validateRequestBody", validator.validateRequestBody()));
  }

  void writeDocumentation(Documented documented) {
    ObjectNode documentation = document.putObject(EXTENSION + "documentation");
    documentation.put("version", documented.version().version());
    if (documented.version().createdDate() != null) {
      documentation.put("createdDate", documented.version().createdDate().toString());
    }
    ArrayNode parts = documentation.putArray("documentationParts");
    documented
        .parts()
        .values()
        .forEach(part -> {
          ObjectNode written = parts.addObject();
          DocumentationPartLocation at = part.location();
          ObjectNode location = written.putObject("location").put("type", at.typeAsString());
          put(location, "path", at.path());
          put(location, "method", at.method());
          put(location, "statusCode", at.statusCode());
          put(location, "name", at.name());
          written.set("properties", Trees.stored(part.properties()));
        });
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
