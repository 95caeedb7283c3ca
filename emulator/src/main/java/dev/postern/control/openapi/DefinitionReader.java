package dev.postern.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.Caller;
import dev.postern.aws.error.ImportErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.apigateway.model.RequestValidator;

/**
 * Reads a Swagger 2.0 or OpenAPI 3.0 file in JSON or YAML. Reads a JSON tree instead of using an
 * OpenAPI parser, because API Gateway's extensions can appear anywhere and must be kept unchanged.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html">
 *     Develop REST APIs using OpenAPI in API Gateway</a>
 */
public final class DefinitionReader {
  private static final Map<String, String> VERBS =
      Map.of(
          "get", "GET",
          "put", "PUT",
          "post", "POST",
          "delete", "DELETE",
          "options", "OPTIONS",
          "head", "HEAD",
          "patch", "PATCH",
          "x-amazon-apigateway-any-method", "ANY");

  private final ObjectNode document;
  private final Dialect dialect;
  private final ImportOptions options;
  private final Budget budget;
  private final Findings findings = new Findings();
  private final References references;
  private final ModelReader models;
  private final SecurityReader security;
  private final OperationReader operations;
  private final DocumentationReader documentation;
  private final SettingsReader settings;
  private final List<RequestValidator> validators;

  private DefinitionReader(
      ObjectNode document, String apiId, ImportOptions options, Budget budget) {
    this.document = document;
    this.dialect = Dialect.of(document).orElseThrow(ImportErrors::invalidInput);
    this.options = options;
    this.budget = budget;
    this.references = new References(document, findings);
    this.models = new ModelReader(apiId, dialect, references, findings, budget);
    this.security = new SecurityReader(document, dialect, references, findings);
    this.settings = new SettingsReader(document, findings);
    this.validators = settings.validators();
    this.operations =
        new OperationReader(
            document, dialect, references, models, security, validators, findings, budget);
    this.documentation = new DocumentationReader(findings, budget);
  }

  /**
   * Reads a file.
   *
   * @param caller account and region for the file's variables
   * @param apiId id of the API, for references between models
   * @throws dev.postern.aws.error.AwsException if the file is not Swagger 2.0 or OpenAPI 3.0
   */
  public static Definition read(byte[] file, Caller caller, String apiId, ImportOptions options) {
    Budget budget = new Budget();
    ObjectNode document = DefinitionText.parse(file, budget);
    new Variables(caller, budget).substitute(document);
    return new DefinitionReader(document, apiId, options, budget).read();
  }

  private Definition read() {
    JsonNode paths = document.path("paths");
    if (!paths.isObject() && !paths.isNull() && !paths.isMissingNode()) {
      throw ImportErrors.invalidInput();
    }
    if (dialect instanceof OpenApi3 && document.path("servers").size() > 1) {
      findings.warn(ImportErrors.moreThanOneServer());
    }
    documentation.readApi(document);
    Map<String, List<Definition.Operation>> byPath = new LinkedHashMap<>();
    List<String> prefix = options.basePath().prefix(dialect.basePath());
    paths
        .properties()
        .forEach(item -> {
          if (item.getKey().startsWith("/")) {
            String path = path(prefix, item.getKey());
            byPath
                .computeIfAbsent(path, _ -> new ArrayList<>())
                .addAll(operations(references.resolve(item.getValue()), path));
          } else if (!item.getKey().startsWith("x-")) {
            findings.warn(ImportErrors.pathWithoutSlash(item.getKey()));
          }
        });
    documentation.readExtension(document.path("x-amazon-apigateway-documentation"));
    return new Definition(
        settings.settings(dialect),
        List.copyOf(models.models()),
        validators,
        security.authorizers(),
        settings.gatewayResponses(),
        byPath.entrySet().stream()
            .map(path -> new Definition.Path(path.getKey(), path.getValue()))
            .toList(),
        options.documentation() ? documentation.parts() : List.of(),
        findings.errors(),
        findings.warnings());
  }

  /**
   * Returns the full path. Each of its prefixes becomes a resource, so the cost is quadratic in its
   * length.
   */
  private String path(List<String> prefix, String path) {
    List<String> segments = new ArrayList<>(prefix);
    segments.addAll(Dialect.segments(path));
    budget.spend((long) path.length() * segments.size());
    return "/" + String.join("/", segments);
  }

  private List<Definition.Operation> operations(JsonNode item, String path) {
    List<Definition.Operation> read = new ArrayList<>();
    if (!(item instanceof ObjectNode object)) {
      return read;
    }
    documentation.readPath(object, path);
    item.properties()
        .forEach(member -> {
          String verb = VERBS.get(member.getKey().toLowerCase(Locale.ROOT));
          if (verb != null && member.getValue() instanceof ObjectNode operation) {
            List<ObjectNode> parameters = parameters(object, operation);
            operations
                .read(operation, parameters, path, verb)
                .ifPresent(method -> {
                  read.add(method);
                  documentation.readOperation(operation, parameters, path, verb, references);
                });
          }
        });
    return read;
  }

  private record ParameterName(String in, String name) {}

  /**
   * Returns the parameters of an operation. They override parameters of its path with the same
   * location and name.
   */
  private List<ObjectNode> parameters(ObjectNode item, ObjectNode operation) {
    Map<ParameterName, ObjectNode> byName = new LinkedHashMap<>();
    for (JsonNode list : List.of(item.path("parameters"), operation.path("parameters"))) {
      for (JsonNode parameter : list) {
        if (references.resolve(parameter) instanceof ObjectNode object) {
          budget.spend(Budget.NODE);
          byName.put(
              new ParameterName(Trees.text(object, "in"), Trees.text(object, "name")), object);
        }
      }
    }
    return List.copyOf(byName.values());
  }
}
