package dev.postern.control.rest.imports;

import dev.postern.aws.Ids;
import dev.postern.aws.Quota;
import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.ImportErrors;
import dev.postern.aws.error.MethodErrors;
import dev.postern.control.Quotas;
import dev.postern.control.openapi.Definition;
import dev.postern.control.openapi.Definition.Operation;
import dev.postern.control.rest.content.Authorizers;
import dev.postern.control.rest.content.Drafts;
import dev.postern.control.rest.content.GatewayResponses;
import dev.postern.control.rest.content.IntegrationResponses;
import dev.postern.control.rest.content.IntegrationRules;
import dev.postern.control.rest.content.MethodResponses;
import dev.postern.control.rest.content.Methods;
import dev.postern.control.rest.content.ModelSchemas;
import dev.postern.control.rest.content.Models;
import dev.postern.control.rest.content.ResourceTree;
import dev.postern.control.state.CreationOrder;
import dev.postern.control.state.RestApiContent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.GatewayResponse;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.IntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.MethodResponse;
import software.amazon.awssdk.services.apigateway.model.Model;
import software.amazon.awssdk.services.apigateway.model.RequestValidator;
import software.amazon.awssdk.services.apigateway.model.Resource;

/**
 * Applies a file to the content of an API with the validation rules of the single operations. Parts
 * with the same name or path keep their ids. Collects all errors.
 */
final class ImportedContent {
  private final IntegrationRules integrationRules;
  private final Ids ids;
  private final Quotas quotas;
  private final Definition definition;
  private final RestApiContent before;
  private final List<String> errors;
  private final List<String> warnings;
  private final Set<String> failedModels = new HashSet<>();
  private final Map<String, String> authorizerIds = new HashMap<>();
  private final Map<String, String> validatorIds = new HashMap<>();
  private RestApiContent content;

  /**
   * Creates an import.
   *
   * @param content the content to merge or overwrite, with the file's settings already applied
   */
  ImportedContent(
      IntegrationRules integrationRules,
      Ids ids,
      Quotas quotas,
      Definition definition,
      RestApiContent content,
      boolean overwrite) {
    this.integrationRules = integrationRules;
    this.ids = ids;
    this.quotas = quotas;
    this.definition = definition;
    this.before = content;
    this.errors = new ArrayList<>(definition.errors());
    this.warnings = new ArrayList<>(definition.warnings());
    this.content =
        overwrite
            ? RestApiContent.of(content.api())
                .withResource(ResourceTree.root(content.api().rootResourceId()))
            : content;
  }

  /**
   * Returns the new content.
   *
   * @throws AwsException with all errors, if there are any
   */
  RestApiContent result() {
    putModels();
    putValidators();
    putAuthorizers();
    putGatewayResponses();
    for (Definition.Path path : definition.paths()) {
      attempt(
              () -> resource(path.path()),
              reason -> ImportErrors.unableToCreateResource(path.path(), reason))
          .ifPresent(resource -> putMethods(resource, path.operations()));
    }
    if (!errors.isEmpty()) {
      throw ImportErrors.errorsFound(errors, warnings);
    }
    return content;
  }

  private void putModels() {
    PSortedMap<String, Model> models = content.models();
    for (Model model : definition.models()) {
      Model old = before.models().get(model.name());
      String id = old == null ? ids.sixCharacters() : old.id();
      models = models.plus(model.name(), model.toBuilder().id(id).build());
    }
    Models.checkSize(models, quotas);
    content = content.withModels(models);
    Map<String, String> reasons = reasons();
    failedModels.addAll(reasons.keySet());
    for (Model model : definition.models()) {
      String reason = reasons.get(model.name());
      if (reason != null) {
        errors.add(ImportErrors.unableToCreateModel(model.name(), reason));
      }
    }
  }

  /**
   * Returns why models cannot be created, by name. A model that refers to one of them cannot be
   * created either.
   */
  private Map<String, String> reasons() {
    Map<String, String> reasons = new HashMap<>();
    Map<String, Set<String>> references = new HashMap<>();
    Map<String, List<String>> users = new HashMap<>();
    Queue<String> failed = new ArrayDeque<>();
    for (Model model : definition.models()) {
      String user = model.name();
      Optional<String> reason =
          refusal(() -> {
            Models.checkName(user);
            ModelSchemas.check(content, model);
          });
      if (reason.isPresent()) {
        reasons.put(user, reason.get());
        failed.add(user);
      } else {
        references.put(user, ModelSchemas.references(model));
        references
            .get(user)
            .forEach(name -> users.computeIfAbsent(name, _ -> new ArrayList<>()).add(user));
      }
    }
    Set<String> all = new HashSet<>(failed);
    while (!failed.isEmpty()) {
      users.getOrDefault(failed.remove(), List.of()).stream().filter(all::add).forEach(failed::add);
    }
    references.forEach((user, names) -> {
      if (all.contains(user)) {
        List<String> missing =
            names.stream().filter(name -> all.contains(name) && !name.equals(user)).toList();
        reasons.put(user, MethodErrors.unknownModelReferences(missing).text());
      }
    });
    return reasons;
  }

  private void putValidators() {
    before.requestValidators().values().forEach(old -> validatorIds.put(old.name(), old.id()));
    CreationOrder<RequestValidator> validators = content.requestValidators();
    for (RequestValidator validator : definition.validators()) {
      String id = idOf(validator.name(), validatorIds, before.requestValidators());
      validators = validators.plus(id, validator.toBuilder().id(id).build());
    }
    content = content.withRequestValidators(validators);
  }

  private void putAuthorizers() {
    before.authorizers().values().forEach(old -> authorizerIds.put(old.name(), old.id()));
    for (Authorizer authorizer : definition.authorizers()) {
      attempt(
              () -> Authorizers.checked(authorizer),
              reason -> ImportErrors.unableToCreateAuthorizer(authorizer.name(), reason))
          .ifPresent(checked -> {
            String id = idOf(checked.name(), authorizerIds, before.authorizers());
            content =
                content.withAuthorizers(
                    content.authorizers().plus(id, checked.toBuilder().id(id).build()));
          });
    }
    quotas.checkSize(Quota.AUTHORIZERS_PER_API, content.authorizers().size());
  }

  private String idOf(String name, Map<String, String> idsByName, Map<String, ?> taken) {
    return idsByName.computeIfAbsent(name, _ -> ids.sixCharacters(taken::containsKey));
  }

  private void putGatewayResponses() {
    for (GatewayResponse response : definition.gatewayResponses()) {
      String type = response.responseTypeAsString();
      attempt(
              () -> GatewayResponses.checked(response, quotas),
              reason -> ImportErrors.unableToPutGatewayResponse(type, reason))
          .ifPresent(checked ->
              content =
                  content.withGatewayResponses(content.gatewayResponses().plus(type, checked)));
    }
  }

  /** Returns the resource of a path. Creates it and its ancestors if they do not exist. */
  private Resource resource(String path) {
    Resource resource = Drafts.resource(content, content.api().rootResourceId());
    int end = 0;
    while (end >= 0 && path.length() > 1) {
      int start = end + 1;
      end = path.indexOf('/', start);
      String pathPart = end < 0 ? path.substring(start) : path.substring(start, end);
      String present = content.paths().get(ResourceTree.pathOf(resource, pathPart));
      resource = present == null ? child(resource, pathPart) : Drafts.resource(content, present);
    }
    return resource;
  }

  private Resource child(Resource parent, String pathPart) {
    String old = before.paths().get(ResourceTree.pathOf(parent, pathPart));
    String id = old == null ? ids.sixCharacters(this::isTaken) : old;
    Resource child = ResourceTree.child(content, parent, id, pathPart);
    quotas.checkRoom(Quota.RESOURCES_PER_API, () -> content.resources().size());
    content = content.withResource(child);
    return child;
  }

  private boolean isTaken(String id) {
    return content.resources().containsKey(id) || before.resources().containsKey(id);
  }

  private void putMethods(Resource resource, List<Operation> operations) {
    Resource filled = resource;
    for (Operation operation : operations) {
      Method method = method(filled, operation);
      if (method != null) {
        filled = Drafts.withMethod(filled, method);
      }
    }
    content = content.withResource(filled);
  }

  private @Nullable Method method(Resource resource, Operation operation) {
    String verb = operation.method().httpMethod();
    String path = resource.path();
    Method named =
        withoutFailedModels(operation.method(), path).toBuilder()
            .authorizerId(
                operation.authorizer() == null ? null : authorizerIds.get(operation.authorizer()))
            .requestValidatorId(
                operation.validator() == null ? null : validatorIds.get(operation.validator()))
            .build();
    Optional<Method> method =
        attempt(
            () -> Methods.checked(content, named),
            reason -> ImportErrors.unableToPutMethod(verb, path, reason));
    for (MethodResponse response : named.methodResponses().values()) {
      check(
          () -> MethodResponses.checked(content, response),
          reason ->
              ImportErrors.unableToPutMethodResponse(response.statusCode(), verb, path, reason));
    }
    Integration integration = operation.integration();
    if (method.isEmpty() || integration == null) {
      return method.orElse(null);
    }
    return attempt(
            () ->
                integrationRules.checked(
                    resource, method.get(), integration, integration.requestParameters()),
            reason -> ImportErrors.unableToPutIntegration(verb, path, reason))
        .map(checked -> with(method.get(), checked, path))
        .orElse(null);
  }

  /** Removes models that could not be created. An error of the request, a warning of a response. */
  private Method withoutFailedModels(Method method, String path) {
    if (failedModels.isEmpty()) {
      return method;
    }
    String verb = method.httpMethod();
    Map<String, String> requestModels = new LinkedHashMap<>(method.requestModels());
    if (removeFailed(requestModels, _ -> {})) {
      errors.add(
          ImportErrors.unableToPutMethod(
              verb, path, MethodErrors.invalidModelIdentifier("null").text()));
    }
    Map<String, MethodResponse> responses = new TreeMap<>();
    method
        .methodResponses()
        .forEach((status, response) -> {
          Map<String, String> models = new LinkedHashMap<>(response.responseModels());
          removeFailed(
              models,
              contentType -> warnings.add(ImportErrors.invalidResponseModel(contentType, verb)));
          responses.put(status, response.toBuilder().responseModels(models).build());
        });
    return method.toBuilder().requestModels(requestModels).methodResponses(responses).build();
  }

  private boolean removeFailed(Map<String, String> models, Consumer<String> removed) {
    return models
        .entrySet()
        .removeIf(model -> {
          boolean failed = failedModels.contains(model.getValue());
          if (failed) {
            warnings.add(ImportErrors.modelNotFound(model.getValue()));
            removed.accept(model.getKey());
          }
          return failed;
        });
  }

  private Method with(Method method, Integration integration, String path) {
    Map<String, IntegrationResponse> responses = new TreeMap<>();
    for (IntegrationResponse response : integration.integrationResponses().values()) {
      attempt(
              () -> IntegrationResponses.imported(method, response, quotas),
              reason ->
                  ImportErrors.unableToPutIntegrationResponse(method.httpMethod(), path, reason))
          .ifPresent(checked -> responses.put(checked.statusCode(), checked));
    }
    return method.toBuilder()
        .methodIntegration(
            integration.toBuilder()
                .integrationResponses(responses.isEmpty() ? null : responses)
                .build())
        .build();
  }

  /** A step that may throw an error of a single operation. */
  private interface Step<T> {
    T run();
  }

  private <T> Optional<T> attempt(Step<T> step, Function<String, String> error) {
    List<T> result = new ArrayList<>();
    check(() -> result.add(step.run()), error);
    return result.stream().findFirst();
  }

  private void check(Runnable step, Function<String, String> error) {
    refusal(step).ifPresent(reason -> errors.add(error.apply(reason)));
  }

  /** Runs a step of the import. Returns the text of its error, or empty if it succeeds. */
  private static Optional<String> refusal(Runnable step) {
    try {
      step.run();
      return Optional.empty();
    } catch (AwsException e) {
      if (e.status() != 400 && e.status() != 409) {
        throw e;
      }
      return Optional.of(e.text());
    }
  }
}
