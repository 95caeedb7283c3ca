package dev.postern.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.error.ImportErrors;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Authorizer;

/**
 * Reads the security schemes of a file and the security requirements of operations.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html">
 *     x-amazon-apigateway-authorizer object</a>
 */
final class SecurityReader {
  private static final String AUTHORIZER = "x-amazon-apigateway-authorizer";
  private static final String AUTH_TYPE = "x-amazon-apigateway-authtype";
  private static final String TTL = "authorizerResultTtlInSeconds";
  private static final Set<String> TYPES = Set.of("TOKEN", "REQUEST", "COGNITO_USER_POOLS");

  private final JsonNode root;
  private final Findings findings;
  private final Map<String, Scheme> schemes = new HashMap<>();
  private final List<Authorizer> authorizers = new ArrayList<>();

  SecurityReader(ObjectNode document, Dialect dialect, References references, Findings findings) {
    this.root = document.path("security");
    this.findings = findings;
    dialect
        .securitySchemes()
        .properties()
        .forEach(scheme ->
            schemes.put(
                scheme.getKey(), scheme(scheme.getKey(), references.resolve(scheme.getValue()))));
  }

  /**
   * The authorization settings of an operation.
   *
   * @param authorizationType NONE, AWS_IAM, CUSTOM or COGNITO_USER_POOLS
   * @param authorizer name of the authorizer, or null
   */
  record Requirement(
      String authorizationType, @Nullable String authorizer, List<String> scopes, boolean apiKey) {
    static final Requirement NONE = new Requirement("NONE", null, List.of(), false);
  }

  List<Authorizer> authorizers() {
    return authorizers;
  }

  /**
   * Returns the requirement of an operation: its first authorizer, optionally with an API key.
   * Returns empty if it names an authorizer that cannot be created, so that the operation does not
   * become a method that is open to all.
   */
  Optional<Requirement> of(ObjectNode operation) {
    String auth = Trees.text(operation.path("x-amazon-apigateway-auth"), "type");
    if (auth.equalsIgnoreCase("NONE") || auth.equalsIgnoreCase("AWS_IAM")) {
      return Optional.of(new Requirement(auth.toUpperCase(Locale.ROOT), null, List.of(), false));
    }
    if (operation.path("security").isArray()) {
      return requirement(operation.path("security"));
    }
    // API Gateway ignores API keys at the root: "Amazon API Gateway important notes".
    return requirement(root)
        .map(found ->
            new Requirement(found.authorizationType(), found.authorizer(), found.scopes(), false));
  }

  private Optional<Requirement> requirement(JsonNode alternatives) {
    Requirement found = Requirement.NONE;
    for (JsonNode alternative : alternatives) {
      for (Map.Entry<String, JsonNode> named : alternative.properties()) {
        if (schemes.get(named.getKey()) instanceof Scheme.WithoutAuthorizer) {
          return Optional.empty();
        }
        found = with(found, named.getKey(), named.getValue());
      }
    }
    return Optional.of(found);
  }

  private Requirement with(Requirement present, String name, JsonNode scopes) {
    boolean open = present.authorizationType().equals("NONE");
    return switch (schemes.get(name)) {
      case Scheme.ApiKey() ->
          new Requirement(
              present.authorizationType(), present.authorizer(), present.scopes(), true);
      case Scheme.Iam() when open -> new Requirement("AWS_IAM", null, List.of(), present.apiKey());
      case Scheme.OfAuthorizer(String authorizer, String type) when open ->
          new Requirement(type, authorizer, texts(scopes), present.apiKey());
      case Scheme.Iam() -> present;
      case Scheme.OfAuthorizer _ -> present;
      case Scheme.Unsupported(), Scheme.WithoutAuthorizer() -> present;
      case null -> {
        // SAM writes NONE for an operation that opts out of the default authorizer.
        if (!name.equalsIgnoreCase("NONE")) {
          findings.warn(ImportErrors.securityNotFound(name));
        }
        yield present;
      }
    };
  }

  private Scheme scheme(String name, JsonNode node) {
    if (node.path(AUTHORIZER) instanceof ObjectNode authorizer) {
      return authorizer(name, node, authorizer);
    }
    String authType = Trees.text(node, AUTH_TYPE);
    if (authType.equalsIgnoreCase("awsSigv4")) {
      return new Scheme.Iam();
    }
    if (!authType.isEmpty()) {
      findings.warn(ImportErrors.authorizerExtensionRequired(name));
      return new Scheme.WithoutAuthorizer();
    }
    String type = Trees.text(node, "type");
    if (type.equals("apiKey")) {
      return Trees.text(node, "name").equalsIgnoreCase("x-api-key")
              && Trees.text(node, "in").equals("header")
          ? new Scheme.ApiKey()
          : new Scheme.Unsupported();
    }
    findings.warn(ImportErrors.unsupportedSecurity(type, name));
    return new Scheme.Unsupported();
  }

  private Scheme authorizer(String name, JsonNode scheme, ObjectNode authorizer) {
    String type = Trees.text(authorizer, "type").toUpperCase(Locale.ROOT);
    if (!TYPES.contains(type)) {
      findings.error(
          ImportErrors.unableToCreateAuthorizer(
              name, ImportErrors.authorizerType(Trees.text(authorizer, "type"))));
      return new Scheme.WithoutAuthorizer();
    }
    boolean cognito = type.equals("COGNITO_USER_POOLS");
    Authorizer.Builder read =
        Authorizer.builder()
            .name(name)
            .type(type)
            .authType(orNull(Trees.text(scheme, AUTH_TYPE)))
            .authorizerUri(orNull(Trees.text(authorizer, "authorizerUri")))
            .authorizerCredentials(orNull(Trees.text(authorizer, "authorizerCredentials")))
            .identitySource(identitySource(type, scheme, authorizer))
            .identityValidationExpression(
                orNull(Trees.text(authorizer, "identityValidationExpression")));
    if (!cognito) {
      read.authorizerResultTtlInSeconds(ttl(authorizer));
    }
    if (authorizer.path("providerARNs").isArray()) {
      read.providerARNs(texts(authorizer.path("providerARNs")));
    }
    authorizers.add(read.build());
    return new Scheme.OfAuthorizer(name, cognito ? "COGNITO_USER_POOLS" : "CUSTOM");
  }

  /** Returns the TTL in seconds, or null if the file has none. AWS then uses 300 and shows none. */
  private @Nullable Integer ttl(ObjectNode authorizer) {
    JsonNode ttl = authorizer.path(TTL);
    if (ttl.isMissingNode() || ttl.isNull()) {
      return null;
    }
    try {
      return new BigDecimal(ttl.asText()).intValueExact();
    } catch (ArithmeticException | NumberFormatException _) {
      findings.warn(ImportErrors.unsupportedExtension(TTL));
      return null;
    }
  }

  /** Returns the identity source. The default for a token is the header that the scheme names. */
  private static @Nullable String identitySource(
      String type, JsonNode scheme, ObjectNode authorizer) {
    JsonNode source = authorizer.path("identitySource");
    if (source.isArray()) {
      return orNull(String.join(",", texts(source)));
    }
    if (source.isTextual()) {
      return orNull(source.textValue());
    }
    String header = Trees.text(scheme, "name");
    return type.equals("REQUEST") || header.isEmpty() ? null : "method.request.header." + header;
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .toList();
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
