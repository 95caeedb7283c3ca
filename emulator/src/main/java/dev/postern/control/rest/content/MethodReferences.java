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

  /** The method that refers to a part. */
  record Reference(String path, String httpMethod) {}

  /** Returns a method that refers to the authorizer. */
  static Optional<Reference> toAuthorizer(RestApiContent content, String id) {
    return content.uses().contains(Kind.AUTHORIZER, id)
        ? method(content, method -> id.equals(method.authorizerId()))
        : Optional.empty();
  }

  /** Returns a method that refers to the request validator. */
  static Optional<Reference> toRequestValidator(RestApiContent content, String id) {
    return content.uses().contains(Kind.REQUEST_VALIDATOR, id)
        ? method(content, method -> id.equals(method.requestValidatorId()))
        : Optional.empty();
  }

  /** Returns a method that refers to the model for its request. */
  static Optional<Reference> fromRequestsTo(RestApiContent content, String modelName) {
    return content.uses().contains(Kind.MODEL, modelName)
        ? method(content, method -> method.requestModels().containsValue(modelName))
        : Optional.empty();
  }

  /** Returns a method that refers to the model for one of its responses. */
  static Optional<Reference> fromResponsesTo(RestApiContent content, String modelName) {
    return content.uses().contains(Kind.MODEL, modelName)
        ? method(content, method -> responds(method, modelName))
        : Optional.empty();
  }

  private static boolean responds(Method method, String modelName) {
    return method.methodResponses().values().stream()
        .anyMatch(response -> response.responseModels().containsValue(modelName));
  }

  /**
   * Returns the matching method with the first path in the order of the text. Searches all methods,
   * so it is used only for error texts.
   */
  private static Optional<Reference> method(RestApiContent content, Predicate<Method> fits) {
    for (String resourceId : content.paths().values()) {
      Resource resource = Drafts.resource(content, resourceId);
      for (Map.Entry<String, Method> method : resource.resourceMethods().entrySet()) {
        if (fits.test(method.getValue())) {
          return Optional.of(new Reference(resource.path(), method.getKey()));
        }
      }
    }
    return Optional.empty();
  }
}
