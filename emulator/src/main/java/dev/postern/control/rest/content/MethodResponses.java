package dev.postern.control.rest.content;

import static dev.postern.control.rest.patch.Changes.flagEntry;
import static dev.postern.control.rest.patch.Changes.textEntry;
import static dev.postern.control.rest.patch.PatchTable.ADD_REPLACE_REMOVE;

import dev.postern.aws.Caller;
import dev.postern.aws.error.MethodErrors;
import dev.postern.aws.error.PatchErrors;
import dev.postern.aws.error.RestErrors;
import dev.postern.control.Refusals;
import dev.postern.control.rest.content.Drafts.MethodAt;
import dev.postern.control.rest.patch.PatchTable;
import dev.postern.control.state.RestApiContent;
import dev.postern.sdk.Shapes;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.apigateway.model.DeleteMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteMethodResponseResponse;
import software.amazon.awssdk.services.apigateway.model.GetMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.GetMethodResponseResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.MethodResponse;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponseResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateMethodResponseResponse;

/**
 * Operations on MethodResponse: the declared responses of a method, by status code.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_MethodResponse.html">
 *     MethodResponse</a>
 */
public final class MethodResponses {
  private final Drafts drafts;

  public MethodResponses(Drafts drafts) {
    this.drafts = drafts;
  }

  private static final class Patches {
    static final PatchTable<MethodResponse> TABLE =
        PatchTable.<MethodResponse>refusing(Refusals::byPath)
            .on(
                ADD_REPLACE_REMOVE,
                "/responseParameters/{name}",
                flagEntry(
                    MethodResponse::responseParameters,
                    MethodResponse.Builder::responseParameters,
                    PatchErrors::noSuchParameter))
            .on(
                ADD_REPLACE_REMOVE,
                "/responseModels/{contentType}",
                textEntry(
                    MethodResponse::responseModels,
                    MethodResponse.Builder::responseModels,
                    PatchErrors::noSuchContentType))
            .build();
  }

  public PutMethodResponseResponse putMethodResponse(
      Caller caller, PutMethodResponseRequest request) {
    MethodResponse sent =
        Shapes.as(request, MethodResponse::builder).statusCode(request.statusCode()).build();
    drafts.editMethod(
        caller,
        new MethodAt(request.restApiId(), request.resourceId(), request.httpMethod()),
        (content, _, method) -> {
          if (method.methodResponses().containsKey(request.statusCode())) {
            throw MethodErrors.methodResponseExists();
          }
          return with(method, checked(content, sent));
        });
    return Shapes.as(sent, PutMethodResponseResponse::builder).build();
  }

  public GetMethodResponseResponse getMethodResponse(
      Caller caller, GetMethodResponseRequest request) {
    Method method =
        drafts.method(
            caller, new MethodAt(request.restApiId(), request.resourceId(), request.httpMethod()));
    return Shapes.as(response(method, request.statusCode()), GetMethodResponseResponse::builder)
        .build();
  }

  public UpdateMethodResponseResponse updateMethodResponse(
      Caller caller, UpdateMethodResponseRequest request) {
    Method edited =
        drafts.editMethod(
            caller,
            new MethodAt(request.restApiId(), request.resourceId(), request.httpMethod()),
            (content, _, method) -> {
              MethodResponse old = response(method, request.statusCode());
              return with(
                  method, checked(content, Patches.TABLE.apply(old, request.patchOperations())));
            });
    return Shapes.as(response(edited, request.statusCode()), UpdateMethodResponseResponse::builder)
        .build();
  }

  public DeleteMethodResponseResponse deleteMethodResponse(
      Caller caller, DeleteMethodResponseRequest request) {
    drafts.editMethod(
        caller,
        new MethodAt(request.restApiId(), request.resourceId(), request.httpMethod()),
        (_, _, method) -> without(method, response(method, request.statusCode())));
    return DeleteMethodResponseResponse.builder().build();
  }

  public static MethodResponse checked(RestApiContent content, MethodResponse response) {
    MappingRules.checkMethodResponse(response.responseParameters().keySet());
    Models.checkExist(content, response.responseModels().values());
    return response;
  }

  private static MethodResponse response(Method method, String statusCode) {
    return Optional.ofNullable(method.methodResponses().get(statusCode))
        .orElseThrow(RestErrors::invalidResponseStatusCode);
  }

  private static Method with(Method method, MethodResponse response) {
    Map<String, MethodResponse> responses = new TreeMap<>(method.methodResponses());
    responses.put(response.statusCode(), response);
    return method.toBuilder().methodResponses(responses).build();
  }

  private static Method without(Method method, MethodResponse response) {
    Map<String, MethodResponse> responses = new TreeMap<>(method.methodResponses());
    responses.remove(response.statusCode());
    return method.toBuilder().methodResponses(responses.isEmpty() ? null : responses).build();
  }
}
