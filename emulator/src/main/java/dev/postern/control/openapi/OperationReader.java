package dev.postern.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.error.ImportErrors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.MethodResponse;
import software.amazon.awssdk.services.apigateway.model.RequestValidator;

/** Reads the operations of a file as methods. */
final class OperationReader {
  private static final String VALIDATOR = "x-amazon-apigateway-request-validator";
  private static final Pattern STATUS = Pattern.compile("[1-5][0-9][0-9]");
  private static final Pattern VARIABLE = Pattern.compile("\\{([^{}+]+)\\+?\\}");
  private static final Map<String, String> PLACES =
      Map.of("path", "path", "query", "querystring", "header", "header");

  private final ObjectNode document;
  private final Dialect dialect;
  private final References references;
  private final ModelReader models;
  private final SecurityReader security;
  private final Set<String> validators;
  private final Findings findings;
  private final Budget budget;

  OperationReader(
      ObjectNode document,
      Dialect dialect,
      References references,
      ModelReader models,
      SecurityReader security,
      List<RequestValidator> validators,
      Findings findings,
      Budget budget) {
    this.document = document;
    this.dialect = dialect;
    this.references = references;
    this.models = models;
    this.security = security;
    this.validators = validators.stream().map(RequestValidator::name).collect(Collectors.toSet());
    this.findings = findings;
    this.budget = budget;
  }

  /**
   * Returns the method of an operation, or empty if its authorizer cannot be created.
   *
   * @param parameters of the path and of the operation, resolved
   * @param path of the resource, with the base path applied
   */
  Optional<Definition.Operation> read(
      ObjectNode operation, List<ObjectNode> parameters, String path, String verb) {
    budget.spend(Budget.NODE * (4L + parameters.size()));
    return security
        .of(operation)
        .map(requirement -> method(operation, requirement, parameters, path, verb));
  }

  private Definition.Operation method(
      ObjectNode operation,
      SecurityReader.Requirement requirement,
      List<ObjectNode> parameters,
      String path,
      String verb) {
    String operationId = Trees.text(operation, "operationId");
    Method method =
        Method.builder()
            .httpMethod(verb)
            .operationName(operationId.isEmpty() ? null : operationId)
            .authorizationType(requirement.authorizationType())
            .authorizationScopes(requirement.scopes().isEmpty() ? null : requirement.scopes())
            .apiKeyRequired(requirement.apiKey())
            .requestParameters(orNull(requestParameters(parameters, path)))
            .requestModels(orNull(requestModels(operation, parameters, path, verb)))
            .methodResponses(orNull(responses(operation, path, verb)))
            .build();
    return new Definition.Operation(
        method,
        requirement.authorizer(),
        validator(operation),
        IntegrationReader.read(operation, path, verb, references, findings));
  }

  private @Nullable String validator(ObjectNode operation) {
    String own = Trees.text(operation, VALIDATOR);
    String name = own.isEmpty() ? Trees.text(document, VALIDATOR) : own;
    if (name.isEmpty()) {
      return null;
    }
    if (!validators.contains(name)) {
      findings.warn(ImportErrors.validatorNotFound(name));
      return null;
    }
    return name;
  }

  /** Returns the declared parameters and the path variables, which are always required. */
  private Map<String, Boolean> requestParameters(List<ObjectNode> parameters, String path) {
    Map<String, Boolean> read = new LinkedHashMap<>();
    for (ObjectNode parameter : parameters) {
      String in = Trees.text(parameter, "in");
      String name = Trees.text(parameter, "name");
      String place = PLACES.get(in);
      if (place != null) {
        read.put(
            "method.request." + place + "." + name, parameter.path("required").asBoolean(false));
      } else if (!in.equals("body")) {
        findings.warn(ImportErrors.unsupportedParameter(in, name));
      }
    }
    for (String segment : Dialect.segments(path)) {
      Matcher variable = VARIABLE.matcher(segment);
      if (variable.matches()) {
        read.put("method.request.path." + variable.group(1), true);
      }
    }
    return read;
  }

  private Map<String, String> requestModels(
      ObjectNode operation, List<ObjectNode> parameters, String path, String verb) {
    Map<String, String> read = new LinkedHashMap<>();
    dialect
        .bodies(operation, parameters, references)
        .forEach((contentType, schema) ->
            models
                .nameOf(schema, "request", verb, path)
                .ifPresent(name -> read.put(contentType, name)));
    return read;
  }

  private Map<String, MethodResponse> responses(ObjectNode operation, String path, String verb) {
    Map<String, MethodResponse> read = new TreeMap<>();
    Trees.at(operation, "responses")
        .properties()
        .forEach(entry -> {
          String status = entry.getKey();
          if (STATUS.matcher(status).matches()) {
            JsonNode response = references.resolve(entry.getValue());
            read.put(
                status,
                response(
                    status,
                    operation,
                    response instanceof ObjectNode object ? object : Trees.object(),
                    path,
                    verb));
          } else if (!status.equals("default") && !status.startsWith("x-")) {
            findings.warn(ImportErrors.unsupportedStatus(status, verb, path));
          }
        });
    return read;
  }

  private MethodResponse response(
      String status, ObjectNode operation, ObjectNode response, String path, String verb) {
    budget.spend(Budget.NODE * (1L + response.path("headers").size()));
    Map<String, Boolean> headers = new LinkedHashMap<>();
    Trees.at(response, "headers")
        .properties()
        .forEach(header -> headers.put("method.response.header." + header.getKey(), false));
    Map<String, String> bodies = new LinkedHashMap<>();
    dialect
        .bodies(operation, response)
        .forEach((contentType, schema) ->
            models
                .nameOf(schema, status + " response", verb, path)
                .ifPresent(name -> bodies.put(contentType, name)));
    return MethodResponse.builder()
        .statusCode(status)
        .responseParameters(orNull(headers))
        .responseModels(orNull(bodies))
        .build();
  }

  private static <V> @Nullable Map<String, V> orNull(Map<String, V> map) {
    return map.isEmpty() ? null : map;
  }
}
