package dev.postern.control.rest.content;

import static dev.postern.control.rest.patch.Changes.text;
import static dev.postern.control.rest.patch.PatchTable.REPLACE;

import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.Quota;
import dev.postern.aws.error.RestErrors;
import dev.postern.control.Pages;
import dev.postern.control.Quotas;
import dev.postern.control.Refusals;
import dev.postern.control.RestApiStates;
import dev.postern.control.RestApiStates.Outcome;
import dev.postern.control.rest.patch.PatchTable;
import dev.postern.control.state.RestApiContent;
import dev.postern.control.state.RestApiState;
import dev.postern.sdk.Shapes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.apigateway.model.CreateResourceRequest;
import software.amazon.awssdk.services.apigateway.model.CreateResourceResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteResourceRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteResourceResponse;
import software.amazon.awssdk.services.apigateway.model.GetResourceRequest;
import software.amazon.awssdk.services.apigateway.model.GetResourceResponse;
import software.amazon.awssdk.services.apigateway.model.GetResourcesRequest;
import software.amazon.awssdk.services.apigateway.model.GetResourcesResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.UpdateResourceRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateResourceResponse;

/**
 * Operations on Resource: the path tree of an API.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_Resource.html">Resource</a>
 */
public final class Resources {
  private final RestApiStates apis;
  private final Drafts drafts;
  private final Pages pages;
  private final Ids ids;
  private final Quotas quotas;

  public Resources(RestApiStates apis, Drafts drafts, Pages pages, Ids ids, Quotas quotas) {
    this.apis = apis;
    this.drafts = drafts;
    this.pages = pages;
    this.ids = ids;
    this.quotas = quotas;
  }

  private static final class Patches {
    static final PatchTable<Resource> TABLE =
        PatchTable.<Resource>refusing(Refusals::byOperation)
            .on(REPLACE, "/parentId", text(Resource.Builder::parentId))
            .on(REPLACE, "/pathPart", text(Resource.Builder::pathPart))
            .build();
  }

  public CreateResourceResponse createResource(Caller caller, CreateResourceRequest request) {
    Resource created =
        apis.change(
            caller,
            request.restApiId(),
            RestErrors::invalidResourceIdentifier,
            state -> {
              Resource child = child(state.content(), request.parentId(), request.pathPart());
              return Outcome.draft(state.withContent(state.content().withResource(child)), child);
            });
    return Shapes.as(created, CreateResourceResponse::builder).build();
  }

  private Resource child(RestApiContent content, String parentId, String pathPart) {
    String id = ids.sixCharacters(content.resources()::containsKey);
    Resource child = ResourceTree.child(content, Drafts.resource(content, parentId), id, pathPart);
    quotas.checkRoom(Quota.RESOURCES_PER_API, () -> content.resources().size());
    return child;
  }

  public GetResourceResponse getResource(Caller caller, GetResourceRequest request) {
    Resource resource = drafts.resource(caller, request.restApiId(), request.resourceId());
    return Shapes.as(shown(resource, request.embed()), GetResourceResponse::builder).build();
  }

  public GetResourcesResponse getResources(Caller caller, GetResourcesRequest request) {
    RestApiContent content = apis.get(caller, request.restApiId()).content();
    Pages.Page<String> page =
        pages.of(
            content.paths(),
            request.limit(),
            request.position(),
            id -> Drafts.resource(content, id).path());
    return GetResourcesResponse.builder()
        .items(page.map(id -> shown(Drafts.resource(content, id), request.embed())))
        .position(page.position())
        .build();
  }

  public UpdateResourceResponse updateResource(Caller caller, UpdateResourceRequest request) {
    RestApiState after =
        apis.edit(
            caller,
            request.restApiId(),
            RestErrors::invalidResourceIdentifier,
            state -> state.withContent(patched(state.content(), request)));
    Resource resource = Drafts.resource(after.content(), request.resourceId());
    return Shapes.as(shown(resource, List.of()), UpdateResourceResponse::builder).build();
  }

  private static RestApiContent patched(RestApiContent content, UpdateResourceRequest request) {
    Resource old = Drafts.resource(content, request.resourceId());
    Resource changed = Patches.TABLE.apply(old, request.patchOperations());
    if (old.parentId() == null) {
      throwForRoot(request.patchOperations());
      return content;
    }
    if (changed.parentId() == null) {
      throw RestErrors.invalidResourceIdentifier();
    }
    if (changed.pathPart() == null) {
      throw RestErrors.emptyPathPart();
    }
    return ResourceTree.move(content, old, changed);
  }

  private static void throwForRoot(List<PatchOperation> operations) {
    for (PatchOperation operation : operations) {
      throw operation.path().equals("/parentId")
          ? RestErrors.rootResourceKeepsParentId()
          : RestErrors.rootResourceKeepsPathPart();
    }
  }

  public DeleteResourceResponse deleteResource(Caller caller, DeleteResourceRequest request) {
    apis.edit(
        caller,
        request.restApiId(),
        RestErrors::invalidResourceIdentifier,
        state -> {
          Resource top = Drafts.resource(state.content(), request.resourceId());
          if (top.parentId() == null) {
            throw RestErrors.rootResourceStays();
          }
          return state.withContent(ResourceTree.withoutSubtree(state.content(), top));
        });
    return DeleteResourceResponse.builder().build();
  }

  /**
   * Returns a resource as AWS does: with only the verbs of its methods unless they are embedded.
   */
  private static Resource shown(Resource resource, List<String> embed) {
    if (embed.contains("methods") || resource.resourceMethods().isEmpty()) {
      return resource;
    }
    Map<String, Method> verbs = new LinkedHashMap<>();
    resource.resourceMethods().forEach((verb, _) -> verbs.put(verb, Method.builder().build()));
    return resource.toBuilder().resourceMethods(verbs).build();
  }
}
