package dev.postern.control.state;

import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.GatewayResponse;
import software.amazon.awssdk.services.apigateway.model.Model;
import software.amazon.awssdk.services.apigateway.model.RequestValidator;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/**
 * What a deployment takes a picture of: all of a REST API but its stages and deployments. Taking
 * the picture is keeping the reference.
 *
 * <p>The maps are persistent: a change costs the logarithm of their size, so that an API of 3,000
 * resources is edited as fast as one of 3.
 *
 * @param api name, binary media types, policy, endpoint configuration and the like; {@code id} and
 *     {@code rootResourceId} are always set, {@code tags} never (they are in {@link RestApiState});
 *     {@code policy} is plain JSON with full ARNs, escaped only on its way out
 * @param resources by id, each with its path and, in {@code resourceMethods} by verb, its methods,
 *     these with their method responses and integration, and that with its integration responses
 * @param paths resource id by full path ({@code /}, {@code /pets}, {@code /pets/{id}}), in the
 *     order of the path text
 * @param models by name
 * @param gatewayResponses the customised ones only, by type
 * @param authorizers by id
 * @param requestValidators by id
 * @param uses what the methods of the resources name
 */
public record RestApiContent(
    RestApi api,
    PMap<String, Resource> resources,
    PSortedMap<String, String> paths,
    PSortedMap<String, Model> models,
    PSortedMap<String, GatewayResponse> gatewayResponses,
    PSortedMap<String, Authorizer> authorizers,
    PSortedMap<String, RequestValidator> requestValidators,
    MethodUses uses) {

  /** An API without resources: the caller adds the root. */
  public static RestApiContent of(RestApi api) {
    return new RestApiContent(
        api,
        HashTreePMap.empty(),
        TreePMap.empty(),
        TreePMap.empty(),
        TreePMap.empty(),
        TreePMap.empty(),
        TreePMap.empty(),
        MethodUses.NONE);
  }

  public Optional<Resource> resource(String resourceId) {
    return Optional.ofNullable(resources.get(resourceId));
  }

  public RestApiContent withApi(RestApi newApi) {
    return new RestApiContent(
        newApi, resources, paths, models, gatewayResponses, authorizers, requestValidators, uses);
  }

  /** Adds the resource, or replaces the one of that id, its old path forgotten. */
  public RestApiContent withResource(Resource resource) {
    Resource old = resources.get(resource.id());
    PMap<String, Resource> all = resources.plus(resource.id(), resource);
    MethodUses used = uses.after(old, resource);
    if (old != null && old.path().equals(resource.path())) {
      return with(all, paths, used);
    }
    PSortedMap<String, String> kept = old == null ? paths : paths.minus(old.path());
    return with(all, kept.plus(resource.path(), resource.id()), used);
  }

  /** Removes this one resource, not its children. */
  public RestApiContent withoutResource(Resource resource) {
    return with(
        resources.minus(resource.id()), paths.minus(resource.path()), uses.after(resource, null));
  }

  private RestApiContent with(
      PMap<String, Resource> newResources,
      PSortedMap<String, String> newPaths,
      MethodUses newUses) {
    return new RestApiContent(
        api,
        newResources,
        newPaths,
        models,
        gatewayResponses,
        authorizers,
        requestValidators,
        newUses);
  }

  public RestApiContent withModels(PSortedMap<String, Model> newModels) {
    return new RestApiContent(
        api, resources, paths, newModels, gatewayResponses, authorizers, requestValidators, uses);
  }

  public RestApiContent withGatewayResponses(PSortedMap<String, GatewayResponse> responses) {
    return new RestApiContent(
        api, resources, paths, models, responses, authorizers, requestValidators, uses);
  }

  public RestApiContent withAuthorizers(PSortedMap<String, Authorizer> newAuthorizers) {
    return new RestApiContent(
        api, resources, paths, models, gatewayResponses, newAuthorizers, requestValidators, uses);
  }

  public RestApiContent withRequestValidators(PSortedMap<String, RequestValidator> validators) {
    return new RestApiContent(
        api, resources, paths, models, gatewayResponses, authorizers, validators, uses);
  }
}
