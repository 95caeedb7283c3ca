package dev.postern.control.rest;

import dev.postern.control.state.RestApiContent;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Resource;

/** Which methods name a part of their API: what is named cannot be deleted. */
final class References {
  private References() {}

  /** A method that fits, as AWS writes it: path, slash, verb. The root's are {@code //GET}. */
  static Optional<String> method(RestApiContent content, Predicate<Method> fits) {
    for (Resource resource : content.resources().values()) {
      if (!resource.hasResourceMethods()) {
        continue;
      }
      for (Map.Entry<String, Method> method : resource.resourceMethods().entrySet()) {
        if (fits.test(method.getValue())) {
          return Optional.of(resource.path() + "/" + method.getKey());
        }
      }
    }
    return Optional.empty();
  }
}
