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
 * The part of a REST API that a deployment snapshots: everything but stages, deployments and
 * documentation. A snapshot is a reference to this immutable value.
 *
 * <p>The maps are persistent: the cost of a change is logarithmic in their size, so that an API of
 * 3,000 resources is edited about as fast as one of 3.
 *
 * @param api name, binary media types, policy, endpoint configuration and so on; {@code id} and
 *     {@code rootResourceId} are always set, {@code tags} never (they are in {@link RestApiState});
 *     {@code policy} is plain JSON with full ARNs, and is escaped only in responses
 * @param resources by id, each with its path and its methods ({@code resourceMethods}, by HTTP
 *     method); methods contain their method responses and integration, integrations their
 *     integration responses
 * @param paths resource id by full path ({@code /}, {@code /pets}, {@code /pets/{id}}), in the
 *     order of the path text
 * @param models by name
 * @param gatewayResponses customised ones only, by type
 * @param authorizers by id
 * @param requestValidators by id
 * @param uses counts of what the methods of the resources reference
 */
public record RestApiContent(
    RestApi api,
    PMap<String, Resource> resources,
    PSortedMap<String, String> paths,
    PSortedMap<String, Model> models,
    PSortedMap<String, GatewayResponse> gatewayResponses,
    CreationOrder<Authorizer> authorizers,
    CreationOrder<RequestValidator> requestValidators,
    MethodUses uses) {

  /** Returns an API without resources. The caller adds the root resource. */
  public static RestApiContent of(RestApi api) {
    return new RestApiContent(
        api,
        HashTreePMap.empty(),
        TreePMap.empty(),
        TreePMap.empty(),
        TreePMap.empty(),
        CreationOrder.empty(),
        CreationOrder.empty(),
        MethodUses.NONE);
  }

  public Optional<Resource> resource(String resourceId) {
    return Optional.ofNullable(resources.get(resourceId));
  }

  public RestApiContent withApi(RestApi newApi) {
    return new RestApiContent(
        newApi, resources, paths, models, gatewayResponses, authorizers, requestValidators, uses);
  }

  /** Adds the resource, or replaces the one with the same id and removes its old path. */
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

  /** Removes the resource, but not its children. */
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

  public RestApiContent withAuthorizers(CreationOrder<Authorizer> newAuthorizers) {
    return new RestApiContent(
        api, resources, paths, models, gatewayResponses, newAuthorizers, requestValidators, uses);
  }

  public RestApiContent withRequestValidators(CreationOrder<RequestValidator> validators) {
    return new RestApiContent(
        api, resources, paths, models, gatewayResponses, authorizers, validators, uses);
  }
}
