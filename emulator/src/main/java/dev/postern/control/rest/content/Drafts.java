package dev.postern.control.rest.content;

import dev.postern.aws.Caller;
import dev.postern.aws.error.RestErrors;
import dev.postern.control.RestApiStates;
import dev.postern.control.state.RestApiContent;
import dev.postern.control.state.RestApiState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Resource;

/**
 * Finds and replaces resources of a draft and their parts. Reports the outermost missing part:
 * resource, method, integration. An unknown API is reported as an unknown resource.
 */
public final class Drafts {
  private final RestApiStates apis;

  public Drafts(RestApiStates apis) {
    this.apis = apis;
  }

  /** The location of a method. */
  record MethodAt(String apiId, String resourceId, String httpMethod) {}

  /** Computes the new resource from the present one and its content. */
  interface ResourceChange {
    Resource apply(RestApiContent content, Resource resource);
  }

  /** Computes the new method from the present one, its resource and content. */
  interface MethodChange {
    Method apply(RestApiContent content, Resource resource, Method method);
  }

  public Resource resource(Caller caller, String apiId, String resourceId) {
    return resource(
        apis.get(caller, apiId, RestErrors::invalidResourceIdentifier).content(), resourceId);
  }

  public Method method(Caller caller, MethodAt at) {
    return method(resource(caller, at.apiId(), at.resourceId()), at.httpMethod());
  }

  public Integration integration(Caller caller, MethodAt at) {
    return integration(method(caller, at));
  }

  public static Integration integration(Method method) {
    return Optional.ofNullable(method.methodIntegration())
        .orElseThrow(RestErrors::invalidIntegrationIdentifier);
  }

  /** Replaces a resource and returns the new state of the API. */
  public RestApiState editResource(
      Caller caller, String apiId, String resourceId, ResourceChange change) {
    return apis.edit(
        caller,
        apiId,
        RestErrors::invalidResourceIdentifier,
        state -> {
          Resource resource = resource(state.content(), resourceId);
          return state.withContent(
              state.content().withResource(change.apply(state.content(), resource)));
        });
  }

  /** Replaces a method and returns the new one. */
  public Method editMethod(Caller caller, MethodAt at, MethodChange change) {
    RestApiState edited =
        editResource(
            caller,
            at.apiId(),
            at.resourceId(),
            (content, resource) ->
                withMethod(
                    resource, change.apply(content, resource, method(resource, at.httpMethod()))));
    return method(resource(edited.content(), at.resourceId()), at.httpMethod());
  }

  public static Resource withMethod(Resource resource, Method method) {
    Map<String, Method> methods = new LinkedHashMap<>(resource.resourceMethods());
    methods.put(method.httpMethod(), method);
    return resource.toBuilder().resourceMethods(methods).build();
  }

  public static Resource withoutMethod(Resource resource, Method method) {
    Map<String, Method> methods = new LinkedHashMap<>(resource.resourceMethods());
    methods.remove(method.httpMethod());
    return resource.toBuilder().resourceMethods(methods.isEmpty() ? null : methods).build();
  }

  public static Method method(Resource resource, String httpMethod) {
    return Optional.ofNullable(resource.resourceMethods().get(httpMethod))
        .orElseThrow(RestErrors::invalidMethodIdentifier);
  }

  public static Resource resource(RestApiContent content, String resourceId) {
    return content.resource(resourceId).orElseThrow(RestErrors::invalidResourceIdentifier);
  }
}
