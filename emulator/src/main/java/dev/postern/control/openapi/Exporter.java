package dev.postern.control.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.error.ImportErrors;
import dev.postern.control.state.RestApiContent;
import dev.postern.control.state.RestApiState;
import dev.postern.control.state.RestApiState.Deployed;
import dev.postern.control.state.RestApiState.Documented;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.apigateway.model.DocumentationPartLocation;
import software.amazon.awssdk.services.apigateway.model.DocumentationPartType;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.MethodResponse;
import software.amazon.awssdk.services.apigateway.model.Model;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.RestApi;
import software.amazon.awssdk.services.apigateway.model.Stage;

/**
 * Exports a deployed stage. AWS's file formats cannot represent ids, descriptions of models, and
 * which response headers are required.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-export-api.html">
 *     Export a REST API from API Gateway</a>
 */
public final class Exporter {
  private static final Map<String, String> PLACES =
      Map.of("path", "path", "querystring", "query", "header", "header");

  private final RestApiState state;
  private final RestApiContent content;
  private final Stage stage;
  private final Set<Extension> extensions;
  private final ExportFormat format;
  private final SecurityWriter security;
  private final Names validators;
  private final Optional<Documented> documented;
  private final DocumentationWriter documentation;

  private Exporter(
      RestApiState state, Stage stage, Set<Extension> extensions, ExportFormat format) {
    this.state = state;
    this.stage = stage;
    this.content =
        Optional.ofNullable(state.deployments().get(stage.deploymentId()))
            .map(Deployed::content)
            .orElseGet(state::content);
    this.extensions = extensions;
    this.format = format;
    this.documented =
        Optional.ofNullable(stage.documentationVersion())
            .filter(_ -> extensions.contains(Extension.DOCUMENTATION))
            .map(version -> state.documentationVersions().get(version));
    this.documentation =
        new DocumentationWriter(
            documented.map(found -> List.copyOf(found.parts().values())).orElse(List.of()));
    this.security =
        new SecurityWriter(content, extensions.contains(Extension.AUTHORIZERS), documentation);
    this.validators = new Names();
    content
        .requestValidators()
        .values()
        .forEach(validator -> validators.add(validator.id(), validator.name()));
  }

  /**
   * Exports a stage as OpenAPI 3.0.
   *
   * @param stage a stage of the API
   * @throws dev.postern.aws.error.AwsException if a method has body models but none for JSON
   */
  public static ObjectNode oas30(RestApiState state, Stage stage, Set<Extension> extensions) {
    return new Exporter(state, stage, extensions, new OpenApi30Format()).document();
  }

  /** Exports a stage as Swagger 2.0, with the same errors as {@link #oas30}. */
  public static ObjectNode swagger(RestApiState state, Stage stage, Set<Extension> extensions) {
    return new Exporter(state, stage, extensions, new SwaggerFormat()).document();
  }

  /** Returns the version in a file's name and {@code info}: the API's version or creation date. */
  public static String version(RestApi api) {
    return api.version() == null ? api.createdDate().toString() : api.version();
  }

  private ObjectNode document() {
    ObjectNode document = Trees.object();
    format.writeHead(document, info(), host(), stage.stageName());
    documentation.writeApi(document);
    ObjectNode paths = document.putObject("paths");
    List<Resource> resources = new ArrayList<>();
    content
        .paths()
        .values()
        .forEach(id -> resources.add(Objects.requireNonNull(content.resources().get(id))));
    for (Resource resource : resources) {
      if (!resource.resourceMethods().isEmpty() || isLeaf(resource)) {
        paths.set(resource.path(), path(resource));
      }
    }
    ObjectNode schemas = Trees.object();
    SchemaWriter schemaWriter = new SchemaWriter(format.schemaPrefix());
    for (Model model : UsedModels.of(content)) {
      ObjectNode schema = schemaWriter.written(model);
      documentation.write(schema, DocumentationPartType.MODEL, at -> at.name(model.name()));
      schemas.set(model.name(), schema);
    }
    format.writeParts(document, security.schemes(), schemas);
    writeSettings(document);
    return document;
  }

  private ObjectNode info() {
    RestApi api = content.api();
    ObjectNode info = Trees.object();
    if (api.description() != null) {
      info.put("description", api.description());
    }
    return info.put("version", version(api)).put("title", api.name());
  }

  private String host() {
    String suffix = state.owner().region().partition().equals("aws-cn") ? ".cn" : "";
    return "%s.execute-api.%s.amazonaws.com%s"
        .formatted(state.id(), state.owner().region(), suffix);
  }

  /** Returns whether no longer path implies this one, so that it is written without methods. */
  private boolean isLeaf(Resource resource) {
    String next = content.paths().higherKey(resource.path());
    return resource.parentId() != null && (next == null || !next.startsWith(resource.path() + "/"));
  }

  private ObjectNode path(Resource resource) {
    ObjectNode item = Trees.object();
    documentation.write(item, DocumentationPartType.RESOURCE, at -> at.path(resource.path()));
    resource
        .resourceMethods()
        .forEach((verb, method) ->
            item.set(
                verb.equals("ANY")
                    ? "x-amazon-apigateway-any-method"
                    : verb.toLowerCase(Locale.ROOT),
                operation(resource, method)));
    return item;
  }

  private ObjectNode operation(Resource resource, Method method) {
    ObjectNode operation = Trees.object();
    Consumer<DocumentationPartLocation.Builder> here =
        at -> at.path(resource.path()).method(method.httpMethod());
    documentation.write(operation, DocumentationPartType.METHOD, here);
    if (method.operationName() != null) {
      operation.put("operationId", method.operationName());
    }
    Map<String, String> models = method.requestModels();
    if (!models.isEmpty() && models.keySet().stream().noneMatch(ExportFormat::isJson)) {
      throw ImportErrors.onlyNonJsonBodyModels(method.httpMethod(), resource.path());
    }
    format.writeContentTypes(operation, method);
    if (!method.requestParameters().isEmpty()) {
      ArrayNode parameters = operation.putArray("parameters");
      method
          .requestParameters()
          .forEach((name, required) -> {
            String[] parts = name.split("\\.", 4);
            String in = PLACES.getOrDefault(parts[2], parts[2]);
            ObjectNode parameter = format.parameter(parts[3], in, required);
            documentation.writeParameter(parameter, in, here.andThen(at -> at.name(parts[3])));
            parameters.add(parameter);
          });
    }
    if (!models.isEmpty()) {
      documentation.write(
          format.writeBody(operation, models), DocumentationPartType.REQUEST_BODY, here);
    }
    ObjectNode responses = operation.putObject("responses");
    method
        .methodResponses()
        .forEach((status, response) ->
            responses.set(status, response(response, here.andThen(at -> at.statusCode(status)))));
    security.writeRequirement(operation, method);
    writeExtensions(operation, resource, method);
    return operation;
  }

  private ObjectNode response(
      MethodResponse response, Consumer<DocumentationPartLocation.Builder> here) {
    List<String> headers =
        response.responseParameters().keySet().stream()
            .map(name -> name.split("\\.", 4)[3])
            .toList();
    ObjectNode written = format.response(response.statusCode(), headers, response.responseModels());
    documentation.write(written, DocumentationPartType.RESPONSE, here);
    for (String header : headers) {
      documentation.write(
          (ObjectNode) written.path("headers").path(header),
          DocumentationPartType.RESPONSE_HEADER,
          here.andThen(at -> at.name(header)));
    }
    return written;
  }

  private void writeExtensions(ObjectNode operation, Resource resource, Method method) {
    if (extensions.contains(Extension.VALIDATORS) && method.requestValidatorId() != null) {
      operation.put(
          "x-amazon-apigateway-request-validator", validators.of(method.requestValidatorId()));
    }
    if (extensions.contains(Extension.INTEGRATIONS) && method.methodIntegration() != null) {
      operation.set(
          "x-amazon-apigateway-integration",
          IntegrationWriter.written(method.methodIntegration(), resource.id()));
    }
  }

  private void writeSettings(ObjectNode document) {
    SettingsWriter settings = new SettingsWriter(content, document);
    if (extensions.contains(Extension.APIGATEWAY)) {
      settings.writeApi(format);
    }
    if (extensions.contains(Extension.GATEWAYRESPONSES)) {
      settings.writeGatewayResponses();
    }
    if (extensions.contains(Extension.VALIDATORS)) {
      settings.writeValidators(validators);
    }
    documented.ifPresent(settings::writeDocumentation);
  }
}
