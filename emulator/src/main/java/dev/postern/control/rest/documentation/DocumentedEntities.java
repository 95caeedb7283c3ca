package dev.postern.control.rest.documentation;

import dev.postern.control.openapi.DocumentationLocations;
import dev.postern.control.state.RestApiContent;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.DocumentationPartLocation;
import software.amazon.awssdk.services.apigateway.model.DocumentationPartType;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.MethodResponse;
import software.amazon.awssdk.services.apigateway.model.Resource;

/** Lists the locations of all entities of an API that can have a documentation part. */
final class DocumentedEntities {
  private static final Map<String, DocumentationPartType> PARAMETERS =
      Map.of(
          "path", DocumentationPartType.PATH_PARAMETER,
          "querystring", DocumentationPartType.QUERY_PARAMETER,
          "header", DocumentationPartType.REQUEST_HEADER);

  private final SortedMap<String, DocumentationPartLocation> found = new TreeMap<>();

  private DocumentedEntities() {}

  static SortedMap<String, DocumentationPartLocation> of(RestApiContent content) {
    DocumentedEntities entities = new DocumentedEntities();
    entities.add(DocumentationPartType.API, null, null, null, null);
    content
        .authorizers()
        .values()
        .forEach(authorizer ->
            entities.add(DocumentationPartType.AUTHORIZER, null, null, null, authorizer.name()));
    content
        .models()
        .keySet()
        .forEach(name -> entities.add(DocumentationPartType.MODEL, null, null, null, name));
    content.resources().values().forEach(entities::add);
    return entities.found;
  }

  private void add(Resource resource) {
    add(DocumentationPartType.RESOURCE, resource.path(), null, null, null);
    resource.resourceMethods().forEach((verb, method) -> add(resource.path(), verb, method));
  }

  private void add(String path, String verb, Method method) {
    add(DocumentationPartType.METHOD, path, verb, null, null);
    for (String parameter : method.requestParameters().keySet()) {
      String[] parts = parameter.split("\\.", 4);
      DocumentationPartType type = parts.length == 4 ? PARAMETERS.get(parts[2]) : null;
      if (type != null) {
        add(type, path, verb, null, parts[3]);
      }
    }
    if (!method.requestModels().isEmpty()) {
      add(DocumentationPartType.REQUEST_BODY, path, verb, null, null);
    }
    method.methodResponses().values().forEach(response -> add(path, verb, response));
  }

  private void add(String path, String verb, MethodResponse response) {
    String status = response.statusCode();
    add(DocumentationPartType.RESPONSE, path, verb, status, null);
    for (String parameter : response.responseParameters().keySet()) {
      String header = parameter.substring(parameter.lastIndexOf('.') + 1);
      add(DocumentationPartType.RESPONSE_HEADER, path, verb, status, header);
    }
    if (!response.responseModels().isEmpty()) {
      add(DocumentationPartType.RESPONSE_BODY, path, verb, status, null);
    }
  }

  private void add(
      DocumentationPartType type,
      @Nullable String path,
      @Nullable String method,
      @Nullable String statusCode,
      @Nullable String name) {
    DocumentationPartLocation location =
        DocumentationPartLocation.builder()
            .type(type)
            .path(path)
            .method(method)
            .statusCode(statusCode)
            .name(name)
            .build();
    found.put(DocumentationLocations.text(location), location);
  }
}
