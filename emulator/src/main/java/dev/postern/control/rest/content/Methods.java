package dev.postern.control.rest.content;

import static dev.postern.control.rest.patch.Changes.flag;
import static dev.postern.control.rest.patch.Changes.flagEntry;
import static dev.postern.control.rest.patch.Changes.memberByValue;
import static dev.postern.control.rest.patch.Changes.text;
import static dev.postern.control.rest.patch.Changes.textEntry;
import static dev.postern.control.rest.patch.PatchTable.ADD_REMOVE;
import static dev.postern.control.rest.patch.PatchTable.ADD_REPLACE_REMOVE;
import static dev.postern.control.rest.patch.PatchTable.REPLACE;

import dev.postern.aws.Caller;
import dev.postern.aws.error.MethodErrors;
import dev.postern.aws.error.PatchErrors;
import dev.postern.control.Refusals;
import dev.postern.control.rest.content.Drafts.MethodAt;
import dev.postern.control.rest.patch.PatchTable;
import dev.postern.control.state.RestApiContent;
import dev.postern.sdk.Shapes;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.model.DeleteMethodRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteMethodResponse;
import software.amazon.awssdk.services.apigateway.model.GetMethodRequest;
import software.amazon.awssdk.services.apigateway.model.GetMethodResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.PutMethodRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateMethodRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateMethodResponse;

/**
 * Operations on Method: an HTTP method of a resource.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_Method.html">Method</a>
 */
public final class Methods {
  private static final Set<String> VERBS =
      Set.of("GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", "ANY");

  private final Drafts drafts;

  public Methods(Drafts drafts) {
    this.drafts = drafts;
  }

  private static final class Patches {
    static final PatchTable<Method> TABLE =
        PatchTable.<Method>refusing(Refusals::byPath)
            .on(REPLACE, "/authorizationType", text(Method.Builder::authorizationType))
            .on(REPLACE, "/authorizerId", text(Method.Builder::authorizerId))
            .on(REPLACE, "/apiKeyRequired", flag(Method.Builder::apiKeyRequired))
            .on(REPLACE, "/operationName", text(Method.Builder::operationName))
            .on(REPLACE, "/requestValidatorId", text(Method.Builder::requestValidatorId))
            .on(
                ADD_REMOVE,
                "/authorizationScopes",
                memberByValue(Method::authorizationScopes, Method.Builder::authorizationScopes))
            .on(
                ADD_REPLACE_REMOVE,
                "/requestParameters/{name}",
                flagEntry(
                    Method::requestParameters,
                    Method.Builder::requestParameters,
                    PatchErrors::noSuchParameter))
            .on(
                ADD_REPLACE_REMOVE,
                "/requestModels/{contentType}",
                textEntry(
                    Method::requestModels,
                    Method.Builder::requestModels,
                    PatchErrors::noSuchContentType))
            .build();
  }

  public PutMethodResponse putMethod(Caller caller, PutMethodRequest request) {
    Method sent =
        Shapes.as(request, Method::builder)
            .httpMethod(request.httpMethod())
            .apiKeyRequired(Boolean.TRUE.equals(request.apiKeyRequired()))
            .build();
    RestApiContent edited =
        drafts
            .editResource(
                caller,
                request.restApiId(),
                request.resourceId(),
                (content, resource) -> {
                  if (!VERBS.contains(request.httpMethod())) {
                    throw MethodErrors.invalidHttpMethod();
                  }
                  if (resource.resourceMethods().containsKey(request.httpMethod())) {
                    throw MethodErrors.methodExists();
                  }
                  return Drafts.withMethod(resource, checked(content, sent));
                })
            .content();
    Method method =
        Drafts.method(Drafts.resource(edited, request.resourceId()), request.httpMethod());
    return Shapes.as(method, PutMethodResponse::builder).build();
  }

  public GetMethodResponse getMethod(Caller caller, GetMethodRequest request) {
    Method method =
        drafts.method(
            caller, new MethodAt(request.restApiId(), request.resourceId(), request.httpMethod()));
    return Shapes.as(method, GetMethodResponse::builder).build();
  }

  public UpdateMethodResponse updateMethod(Caller caller, UpdateMethodRequest request) {
    Method method =
        drafts.editMethod(
            caller,
            new MethodAt(request.restApiId(), request.resourceId(), request.httpMethod()),
            (content, _, old) ->
                checked(content, Patches.TABLE.apply(old, request.patchOperations())));
    return Shapes.as(method, UpdateMethodResponse::builder).build();
  }

  public DeleteMethodResponse deleteMethod(Caller caller, DeleteMethodRequest request) {
    drafts.editResource(
        caller,
        request.restApiId(),
        request.resourceId(),
        (_, resource) ->
            Drafts.withoutMethod(resource, Drafts.method(resource, request.httpMethod())));
    return DeleteMethodResponse.builder().build();
  }

  /**
   * Returns the method as AWS stores it: with its authorization type in capitals and without unused
   * members, after checking its references.
   */
  public static Method checked(RestApiContent content, Method method) {
    String type =
        method.authorizationType() == null
            ? null
            : method.authorizationType().toUpperCase(Locale.ROOT);
    Method.Builder stored = method.toBuilder().authorizationType(type);
    switch (type) {
      case "NONE", "AWS_IAM" -> stored.authorizerId(null);
      case "CUSTOM", "COGNITO_USER_POOLS" -> {
        String authorizerId = method.authorizerId();
        if (authorizerId == null || !content.authorizers().containsKey(authorizerId)) {
          throw MethodErrors.authorizerRequired();
        }
      }
      case null, default -> throw MethodErrors.invalidAuthorizationType();
    }

    String validatorId = method.requestValidatorId();
    if (validatorId == null || validatorId.isEmpty()) {
      stored.requestValidatorId(null);
    } else if (!content.requestValidators().containsKey(validatorId)) {
      throw MethodErrors.invalidRequestValidator();
    }

    Models.checkExist(content, method.requestModels().values());
    MappingRules.checkMethodRequest(method.requestParameters().keySet());
    return withoutEmptyMaps(method, stored);
  }

  private static Method withoutEmptyMaps(Method method, Method.Builder stored) {
    if (method.requestParameters().isEmpty()) {
      stored.requestParameters(null);
    }
    if (method.requestModels().isEmpty()) {
      stored.requestModels(null);
    }
    if (method.authorizationScopes().isEmpty()) {
      stored.authorizationScopes((Collection<String>) null);
    }
    return stored.build();
  }
}
