package dev.postern.control.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.control.state.RestApiContent;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.DocumentationPartType;
import software.amazon.awssdk.services.apigateway.model.Method;

/** Writes authorizers as security schemes, and the security requirements of methods. */
final class SecurityWriter {
  private static final String AUTH_TYPE = "x-amazon-apigateway-authtype";
  private static final String IAM = "sigv4";
  private static final String API_KEY = "api_key";
  private static final Pattern HEADER = Pattern.compile("method\\.request\\.header\\.([^,\\s]+)");

  private final Names names = new Names();
  private final ObjectNode schemes = Trees.object();

  /**
   * Creates a writer for one export.
   *
   * @param authorizers whether schemes contain the authorizer extension
   */
  SecurityWriter(RestApiContent content, boolean authorizers, DocumentationWriter documentation) {
    for (Authorizer authorizer : content.authorizers().values()) {
      names.add(authorizer.id(), authorizer.name());
      ObjectNode scheme = apiKeyScheme(header(authorizer).orElse("Unused"));
      scheme.put(AUTH_TYPE, authorizer.authType());
      if (authorizers) {
        scheme.set("x-amazon-apigateway-authorizer", written(authorizer));
      }
      documentation.write(
          scheme, DocumentationPartType.AUTHORIZER, at -> at.name(authorizer.name()));
      schemes.set(names.of(authorizer.id()), scheme);
    }
  }

  /** Returns the schemes of all authorizers and of the requirements written so far. */
  ObjectNode schemes() {
    return schemes;
  }

  void writeRequirement(ObjectNode operation, Method method) {
    ArrayNode requirements = operation.arrayNode();
    switch (method.authorizationType()) {
      case "AWS_IAM" -> {
        schemes.set(IAM, apiKeyScheme("Authorization").put(AUTH_TYPE, "awsSigv4"));
        requirements.addObject().putArray(IAM);
      }
      case "CUSTOM", "COGNITO_USER_POOLS" ->
          method
              .authorizationScopes()
              .forEach(requirements.addObject().putArray(names.of(method.authorizerId()))::add);
      default -> {
        // NONE has no requirement.
      }
    }
    if (Boolean.TRUE.equals(method.apiKeyRequired())) {
      schemes.set(API_KEY, apiKeyScheme("x-api-key"));
      requirements.addObject().putArray(API_KEY);
    }
    if (!requirements.isEmpty()) {
      operation.set("security", requirements);
    }
  }

  private static ObjectNode apiKeyScheme(String header) {
    return Trees.object().put("type", "apiKey").put("name", header).put("in", "header");
  }

  private static ObjectNode written(Authorizer authorizer) {
    ObjectNode node = Trees.object();
    put(node, "authorizerUri", authorizer.authorizerUri());
    put(node, "authorizerCredentials", authorizer.authorizerCredentials());
    put(node, "identitySource", authorizer.identitySource());
    put(node, "identityValidationExpression", authorizer.identityValidationExpression());
    if (authorizer.authorizerResultTtlInSeconds() != null) {
      node.put("authorizerResultTtlInSeconds", authorizer.authorizerResultTtlInSeconds());
    }
    if (authorizer.hasProviderARNs()) {
      authorizer.providerARNs().forEach(node.putArray("providerARNs")::add);
    }
    return node.put("type", authorizer.typeAsString().toLowerCase(Locale.ROOT));
  }

  private static Optional<String> header(Authorizer authorizer) {
    return Optional.ofNullable(authorizer.identitySource())
        .map(HEADER::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1));
  }

  private static void put(ObjectNode node, String member, @Nullable String text) {
    if (text != null) {
      node.put(member, text);
    }
  }
}
