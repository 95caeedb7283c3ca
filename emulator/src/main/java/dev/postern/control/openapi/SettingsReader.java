package dev.postern.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.SecurityPolicies;
import dev.postern.aws.error.GatewayResponseType;
import dev.postern.aws.error.ImportErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.EndpointConfiguration;
import software.amazon.awssdk.services.apigateway.model.GatewayResponse;
import software.amazon.awssdk.services.apigateway.model.RequestValidator;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/**
 * Reads the settings of the API.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html">
 *     OpenAPI extensions for API Gateway</a>
 */
final class SettingsReader {
  private static final String EXTENSION = "x-amazon-apigateway-";
  private static final Set<String> GATEWAY_RESPONSES =
      Stream.of(GatewayResponseType.values())
          .map(Enum::name)
          .collect(Collectors.toUnmodifiableSet());

  private final ObjectNode document;
  private final Findings findings;

  SettingsReader(ObjectNode document, Findings findings) {
    this.document = document;
    this.findings = findings;
  }

  /** Returns the API with only those members set that the file contains. */
  RestApi settings(Dialect dialect) {
    JsonNode info = document.path("info");
    JsonNode endpoint = dialect.endpointConfiguration();
    RestApi.Builder settings =
        RestApi.builder()
            .name(orNull(Trees.text(info, "title")))
            .version(orNull(Trees.text(info, "version")))
            .description(orNull(Trees.text(info, "description")))
            .apiKeySource(choice("api-key-source", Set.of("HEADER", "AUTHORIZER")))
            .endpointAccessMode(choice("endpoint-access-mode", Set.of("BASIC", "STRICT")))
            .securityPolicy(securityPolicy())
            .minimumCompressionSize(compressionSize())
            .policy(policy())
            .endpointConfiguration(endpointConfiguration(endpoint));
    if (endpoint.path("disableExecuteApiEndpoint").isBoolean()) {
      settings.disableExecuteApiEndpoint(endpoint.path("disableExecuteApiEndpoint").booleanValue());
    }
    if (extension("binary-media-types") instanceof ArrayNode types) {
      settings.binaryMediaTypes(texts(types));
    }
    return settings.build();
  }

  private static @Nullable EndpointConfiguration endpointConfiguration(JsonNode endpoint) {
    List<String> vpcEndpoints = texts(endpoint.path("vpcEndpointIds"));
    String ipAddressType = Trees.text(endpoint, "ipAddressType");
    if (vpcEndpoints.isEmpty() && ipAddressType.isEmpty()) {
      return null;
    }
    return EndpointConfiguration.builder()
        .vpcEndpointIds(vpcEndpoints.isEmpty() ? null : vpcEndpoints)
        .ipAddressType(orNull(ipAddressType))
        .build();
  }

  private @Nullable String securityPolicy() {
    String text = Trees.text(document, EXTENSION + "security-policy");
    boolean known = SecurityPolicies.NAMES.contains(text);
    if (!text.isEmpty() && !known) {
      findings.warn(ImportErrors.unsupportedExtension(EXTENSION + "security-policy"));
    }
    return known ? text : null;
  }

  private @Nullable Integer compressionSize() {
    JsonNode size = extension("minimum-compression-size");
    if (size.isMissingNode() || size.isNull()) {
      return null;
    }
    if (!size.isIntegralNumber() || !size.canConvertToInt()) {
      findings.warn(ImportErrors.unsupportedExtension(EXTENSION + "minimum-compression-size"));
      return null;
    }
    return size.intValue();
  }

  private @Nullable String policy() {
    JsonNode policy = extension("policy");
    return policy.isObject() ? policy.toString() : orNull(policy.asText(""));
  }

  private @Nullable String choice(String name, Set<String> choices) {
    String text = Trees.text(document, EXTENSION + name).toUpperCase(Locale.ROOT);
    if (!text.isEmpty() && !choices.contains(text)) {
      findings.warn(ImportErrors.unsupportedExtension(EXTENSION + name));
    }
    return choices.contains(text) ? text : null;
  }

  List<RequestValidator> validators() {
    List<RequestValidator> validators = new ArrayList<>();
    Trees.at(document, EXTENSION + "request-validators")
        .properties()
        .forEach(validator ->
            validators.add(
                RequestValidator.builder()
                    .name(validator.getKey())
                    .validateRequestBody(
                        validator.getValue().path("validateRequestBody").asBoolean(false))
                    .validateRequestParameters(
                        validator.getValue().path("validateRequestParameters").asBoolean(false))
                    .build()));
    return validators;
  }

  List<GatewayResponse> gatewayResponses() {
    List<GatewayResponse> responses = new ArrayList<>();
    Trees.at(document, EXTENSION + "gateway-responses")
        .properties()
        .forEach(response ->
            gatewayResponse(response.getKey(), response.getValue()).ifPresent(responses::add));
    return responses;
  }

  private Optional<GatewayResponse> gatewayResponse(String name, JsonNode response) {
    String type = name.toUpperCase(Locale.ROOT);
    if (!GATEWAY_RESPONSES.contains(type)) {
      findings.warn(ImportErrors.unknownGatewayResponse(name));
      return Optional.empty();
    }
    return Optional.of(
        GatewayResponse.builder()
            .responseType(type)
            .statusCode(orNull(Trees.text(response, "statusCode")))
            .responseParameters(texts(response, "responseParameters"))
            .responseTemplates(texts(response, "responseTemplates"))
            .build());
  }

  private @Nullable Map<String, String> texts(JsonNode node, String member) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.path(member)
        .properties()
        .forEach(entry -> {
          if (entry.getValue().isTextual()) {
            texts.put(entry.getKey(), entry.getValue().textValue());
          } else {
            findings.warn(ImportErrors.unsupportedExtension(entry.getKey()));
          }
        });
    return texts.isEmpty() ? null : texts;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list) {
      if (item.isTextual() && !texts.contains(item.textValue())) {
        texts.add(item.textValue());
      }
    }
    return texts;
  }

  private JsonNode extension(String name) {
    return document.path(EXTENSION + name);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
