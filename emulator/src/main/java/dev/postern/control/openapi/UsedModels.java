package dev.postern.control.openapi;

import dev.postern.control.state.RestApiContent;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.MethodResponse;
import software.amazon.awssdk.services.apigateway.model.Model;
import software.amazon.awssdk.services.apigateway.model.Resource;

/**
 * Selects the models of an export: all models except the default {@code Empty} and {@code Error} if
 * nothing refers to them.
 */
final class UsedModels {
  private static final Set<String> DEFAULT_TITLES = Set.of("Empty Schema", "Error Schema");

  private UsedModels() {}

  static List<Model> of(RestApiContent content) {
    Set<String> named = new HashSet<>();
    for (Resource resource : content.resources().values()) {
      for (Method method : resource.resourceMethods().values()) {
        named.addAll(method.requestModels().values());
        method.methodResponses().values().stream()
            .map(MethodResponse::responseModels)
            .forEach(models -> named.addAll(models.values()));
      }
    }
    Collection<Model> all = content.models().values();
    return all.stream()
        .filter(model ->
            !isDefault(model)
                || named.contains(model.name())
                || all.stream()
                    .anyMatch(other -> other.schema().contains("/models/" + model.name())))
        .toList();
  }

  private static boolean isDefault(Model model) {
    return (model.name().equals("Empty") || model.name().equals("Error"))
        && DEFAULT_TITLES.contains(Trees.text(Trees.stored(model.schema()), "title"));
  }
}
