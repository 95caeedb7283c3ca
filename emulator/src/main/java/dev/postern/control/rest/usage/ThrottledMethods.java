package dev.postern.control.rest.usage;

import dev.postern.aws.Unverified;
import dev.postern.aws.error.RestErrors;
import dev.postern.control.state.RestApiContent;
import dev.postern.control.state.RestApiState;
import dev.postern.control.state.RestApiState.Deployed;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Stage;

/**
 * The methods of a stage that have a throttle of their own in a usage plan. A plan names them by
 * path and HTTP method, {@code /pets/GET}; {@code /GET} and {@code //GET} are the root's.
 */
final class ThrottledMethods {
  private ThrottledMethods() {}

  /** Throws if the API has no such method, neither deployed to the stage nor in its draft. */
  @Unverified(
      "AWS is known to answer 404 for an unknown path or HTTP method; its text is assumed to be "
          + "that of other operations.")
  static void check(RestApiState api, Stage stage, String named) {
    int slash = named.lastIndexOf('/');
    String path = slash <= 0 ? "/" : named.substring(0, slash);
    String httpMethod = named.substring(slash + 1);
    Map<String, Method> methods =
        Stream.concat(
                api.deployments().find(String.valueOf(stage.deploymentId())).stream()
                    .map(Deployed::content),
                Stream.of(api.content()))
            .flatMap(content -> methods(content, path).stream())
            .reduce((deployed, draft) -> has(deployed, httpMethod) ? deployed : draft)
            .orElseThrow(RestErrors::invalidResourceIdentifier);
    if (!has(methods, httpMethod)) {
      throw RestErrors.invalidMethodIdentifier();
    }
  }

  private static Optional<Map<String, Method>> methods(RestApiContent content, String path) {
    return Optional.ofNullable(content.paths().get(path))
        .flatMap(content::resource)
        .map(resource -> resource.resourceMethods());
  }

  private static boolean has(Map<String, Method> methods, String httpMethod) {
    return methods.containsKey(httpMethod) || methods.containsKey("ANY");
  }
}
