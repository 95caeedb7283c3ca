package dev.postern.control.rest.content;

import dev.postern.control.state.MethodUses.Kind;
import dev.postern.control.state.RestApiContent;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Resource;

/** Finds methods that refer to a part of their API. Such a part cannot be deleted. */
final class MethodReferences {
  private MethodReferences() {}

  /** Returns a method that refers to the authorizer. */
  static Optional<String> toAuthorizer(RestApiContent content, String id) {
    return content.uses().contains(Kind.AUTHORIZER, id)
        ? method(content, method -> id.equals(method.authorizerId()))
        : Optional.empty();
  }

  /** Returns a method that refers to the request validator. */
  static Optional<String> toRequestValidator(RestApiContent content, String id) {
    return content.uses().contains(Kind.REQUEST_VALIDATOR, id)
        ? method(content, method -> id.equals(method.requestValidatorId()))
        : Optional.empty();
  }

  /** Returns a method that refers to the model for its request. */
  static Optional<String> fromRequestsTo(RestApiContent content, String modelName) {
    return content.uses().contains(Kind.MODEL, modelName)
        ? method(content, method -> method.requestModels().containsValue(modelName))
        : Optional.empty();
  }

  /** Returns a method that refers to the model for one of its responses. */
  static Optional<String> fromResponsesTo(RestApiContent content, String modelName) {
    return content.uses().contains(Kind.MODEL, modelName)
        ? method(content, method -> responds(method, modelName))
        : Optional.empty();
  }

  private static boolean responds(Method method, String modelName) {
    return method.methodResponses().values().stream()
        .anyMatch(response -> response.responseModels().containsValue(modelName));
  }

  /**
   * Returns a matching method as AWS writes it: path, slash, verb; {@code //GET} for the root.
   * Searches all methods, so it is used only for error texts.
   */
  private static Optional<String> method(RestApiContent content, Predicate<Method> fits) {
    for (Resource resource : content.resources().values()) {
      for (Map.Entry<String, Method> method : resource.resourceMethods().entrySet()) {
        if (fits.test(method.getValue())) {
          return Optional.of(resource.path() + "/" + method.getKey());
        }
      }
    }
    return Optional.empty();
  }
}
