package dev.postern.control.rest.content;

import dev.postern.aws.error.RestErrors;
import dev.postern.control.state.RestApiContent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Resource;

/**
 * The resource tree of an API. Siblings and subtrees are ranges of the sorted paths, so the cost of
 * a change depends on the size of the subtree, not of the API.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html">
 *     Set up a method request in API Gateway</a>
 */
public final class ResourceTree {
  private static final Pattern PATH_PART =
      Pattern.compile("[a-zA-Z0-9_.,:-]+|\\{[a-zA-Z0-9._$-]+\\+?}");

  private ResourceTree() {}

  public static Resource root(String id) {
    return Resource.builder().id(id).path("/").build();
  }

  /** Returns a new child of an existing parent. Does not add it. */
  public static Resource child(
      RestApiContent content, Resource parent, String id, String pathPart) {
    Resource child =
        Resource.builder()
            .id(id)
            .parentId(parent.id())
            .pathPart(pathPart)
            .path(pathOf(parent, pathPart))
            .build();
    checkPlace(content, parent, child);
    return child;
  }

  /** Moves or renames a resource and updates the paths of its descendants. */
  static RestApiContent move(RestApiContent content, Resource old, Resource changed) {
    Resource parent =
        content.resource(changed.parentId()).orElseThrow(RestErrors::invalidResourceIdentifier);
    if (parent.path().equals(old.path()) || parent.path().startsWith(old.path() + "/")) {
      throw RestErrors.cyclicalResources();
    }
    String newPath = pathOf(parent, changed.pathPart());
    if (newPath.equals(old.path())) {
      return content;
    }
    Resource moved = changed.toBuilder().path(newPath).build();
    checkPlace(content, parent, moved);

    RestApiContent result = content.withResource(moved);
    for (Resource descendant : descendants(content, old)) {
      String path = newPath + descendant.path().substring(old.path().length());
      result = result.withResource(descendant.toBuilder().path(path).build());
    }
    return result;
  }

  static RestApiContent withoutSubtree(RestApiContent content, Resource top) {
    RestApiContent result = content.withoutResource(top);
    for (Resource descendant : descendants(content, top)) {
      result = result.withoutResource(descendant);
    }
    return result;
  }

  /** Copies the tree with new ids, for a cloned API. */
  static RestApiContent copy(RestApiContent from, RestApiContent to, Supplier<String> newId) {
    Map<String, String> ids = new HashMap<>();
    ids.put(from.api().rootResourceId(), to.api().rootResourceId());
    RestApiContent result = to;
    // A parent's path is a prefix of its children's paths, so it sorts before them.
    for (String oldId : from.paths().values()) {
      Resource old = resource(from, oldId);
      result =
          result.withResource(
              old.toBuilder()
                  .id(ids.computeIfAbsent(oldId, _ -> newId.get()))
                  .parentId(old.parentId() == null ? null : ids.get(old.parentId()))
                  .build());
    }
    return result;
  }

  private static void checkPlace(RestApiContent content, Resource parent, Resource child) {
    String pathPart = child.pathPart();
    if (pathPart.isEmpty()) {
      throw RestErrors.emptyPathPart();
    }
    if (!PATH_PART.matcher(pathPart).matches()) {
      throw RestErrors.invalidPathPart();
    }
    if (parent.pathPart() != null && parent.pathPart().endsWith("+}")) {
      throw RestErrors.childOfGreedyVariable(parent.pathPart());
    }
    if (isOther(child, content.paths().get(child.path()))) {
      throw RestErrors.siblingHasPathPart(pathPart);
    }
    Resource variable = variableChild(content, parent);
    if (pathPart.startsWith("{") && variable != null && isOther(child, variable.id())) {
      throw RestErrors.siblingIsVariable(variable.pathPart());
    }
  }

  private static boolean isOther(Resource resource, @Nullable String id) {
    return id != null && !id.equals(resource.id());
  }

  /** Returns the child that is a path variable, or null. A parent has at most one. */
  private static @Nullable Resource variableChild(RestApiContent content, Resource parent) {
    String prefix = pathOf(parent, "{");
    Map.Entry<String, String> first = content.paths().ceilingEntry(prefix);
    return first != null && first.getKey().startsWith(prefix)
        ? resource(content, first.getValue())
        : null;
  }

  private static List<Resource> descendants(RestApiContent content, Resource top) {
    String prefix = top.path().equals("/") ? "/" : top.path() + "/";
    List<Resource> found = new ArrayList<>();
    for (Map.Entry<String, String> entry : content.paths().tailMap(prefix, false).entrySet()) {
      if (!entry.getKey().startsWith(prefix)) {
        break;
      }
      found.add(resource(content, entry.getValue()));
    }
    return found;
  }

  private static Resource resource(RestApiContent content, String id) {
    return content.resource(id).orElseThrow();
  }

  /** Returns the path of a child. */
  public static String pathOf(Resource parent, String pathPart) {
    return parent.path().equals("/") ? "/" + pathPart : parent.path() + "/" + pathPart;
  }
}
