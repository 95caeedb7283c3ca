package dev.postern.control.rest.content;

import static dev.postern.control.rest.patch.Changes.choice;
import static dev.postern.control.rest.patch.Changes.text;
import static dev.postern.control.rest.patch.Changes.textEntry;
import static dev.postern.control.rest.patch.PatchTable.ADD_REPLACE_REMOVE;
import static dev.postern.control.rest.patch.PatchTable.REPLACE;

import dev.postern.aws.Caller;
import dev.postern.aws.error.MethodErrors;
import dev.postern.aws.error.RestErrors;
import dev.postern.control.Quotas;
import dev.postern.control.Refusals;
import dev.postern.control.rest.content.Drafts.MethodAt;
import dev.postern.control.rest.patch.PatchTable;
import dev.postern.sdk.Shapes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.DeleteIntegrationResponseRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteIntegrationResponseResponse;
import software.amazon.awssdk.services.apigateway.model.GetIntegrationResponseRequest;
import software.amazon.awssdk.services.apigateway.model.GetIntegrationResponseResponse;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.IntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationResponseRequest;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationResponseResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateIntegrationResponseRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateIntegrationResponseResponse;

/**
 * Operations on IntegrationResponse: maps a backend's response to a method response, by status
 * code.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_IntegrationResponse.html">
 *     IntegrationResponse</a>
 */
public final class IntegrationResponses {
  private final Drafts drafts;

  private final Quotas quotas;

  public IntegrationResponses(Drafts drafts, Quotas quotas) {
    this.drafts = drafts;
    this.quotas = quotas;
  }

  private static final class Patches {
    static final PatchTable<IntegrationResponse> TABLE =
        PatchTable.<IntegrationResponse>refusing(Refusals::byPath)
            .on(
                REPLACE,
                "/contentHandling",
                choice(
                    IntegrationResponse.Builder::contentHandling,
                    Set.of("CONVERT_TO_BINARY", "CONVERT_TO_TEXT")))
            .on(REPLACE, "/selectionPattern", text(IntegrationResponse.Builder::selectionPattern))
            .on(
                ADD_REPLACE_REMOVE,
                "/responseParameters/{name}",
                textEntry(
                    IntegrationResponse::responseParameters,
                    IntegrationResponse.Builder::responseParameters))
            .on(
                ADD_REPLACE_REMOVE,
                "/responseTemplates/{contentType}",
                textEntry(
                    IntegrationResponse::responseTemplates,
                    IntegrationResponse.Builder::responseTemplates))
            .build();
  }

  public PutIntegrationResponseResponse putIntegrationResponse(
      Caller caller, PutIntegrationResponseRequest request) {
    IntegrationResponse sent =
        Shapes.as(request, IntegrationResponse::builder).statusCode(request.statusCode()).build();
    Method edited =
        drafts.editMethod(
            caller,
            new MethodAt(request.restApiId(), request.resourceId(), request.httpMethod()),
            (_, _, method) -> with(method, checked(method, sent, quotas)));
    return Shapes.as(
            response(edited, request.statusCode()), PutIntegrationResponseResponse::builder)
        .build();
  }

  public GetIntegrationResponseResponse getIntegrationResponse(
      Caller caller, GetIntegrationResponseRequest request) {
    Method method =
        drafts.method(
            caller, new MethodAt(request.restApiId(), request.resourceId(), request.httpMethod()));
    return Shapes.as(
            response(method, request.statusCode()), GetIntegrationResponseResponse::builder)
        .build();
  }

  public UpdateIntegrationResponseResponse updateIntegrationResponse(
      Caller caller, UpdateIntegrationResponseRequest request) {
    Method edited =
        drafts.editMethod(
            caller,
            new MethodAt(request.restApiId(), request.resourceId(), request.httpMethod()),
            (_, _, method) -> {
              IntegrationResponse old = response(method, request.statusCode());
              return with(
                  method,
                  checked(method, Patches.TABLE.apply(old, request.patchOperations()), quotas));
            });
    return Shapes.as(
            response(edited, request.statusCode()), UpdateIntegrationResponseResponse::builder)
        .build();
  }

  /**
   * Deletes a response. Unlike other operations, reports a missing method as a missing integration.
   */
  public DeleteIntegrationResponseResponse deleteIntegrationResponse(
      Caller caller, DeleteIntegrationResponseRequest request) {
    drafts.editResource(
        caller,
        request.restApiId(),
        request.resourceId(),
        (_, resource) -> {
          Method method =
              Optional.ofNullable(resource.resourceMethods().get(request.httpMethod()))
                  .orElseThrow(RestErrors::invalidIntegrationIdentifier);
          return Drafts.withMethod(
              resource, without(method, response(method, request.statusCode())));
        });
    return DeleteIntegrationResponseResponse.builder().build();
  }

  /**
   * Returns a response of an import as AWS stores it, after checking it. Unlike in
   * PutIntegrationResponse, the default response may have a status that the method does not
   * declare.
   */
  public static IntegrationResponse imported(
      Method method, IntegrationResponse response, Quotas quotas) {
    return response.selectionPattern() == null
            && !method.methodResponses().containsKey(response.statusCode())
        ? stored(response, quotas)
        : checked(method, response, quotas);
  }

  private static IntegrationResponse checked(
      Method method, IntegrationResponse response, Quotas quotas) {
    MappingRules.checkIntegrationResponse(
        method.methodResponses().get(response.statusCode()), response.responseParameters());
    return stored(response, quotas);
  }

  private static IntegrationResponse stored(IntegrationResponse response, Quotas quotas) {
    checkPattern(response.selectionPattern());
    MappingRules.checkTemplates(response.responseTemplates(), quotas);
    if (response.responseTemplates().isEmpty()) {
      return response;
    }
    Map<String, @Nullable String> templates = new LinkedHashMap<>();
    response
        .responseTemplates()
        .forEach((contentType, template) ->
            templates.put(contentType, template == null || template.isEmpty() ? null : template));
    return response.toBuilder().responseTemplates(templates).build();
  }

  private static void checkPattern(@Nullable String pattern) {
    if (pattern == null) {
      return;
    }
    try {
      var _ = Pattern.compile(pattern);
    } catch (PatternSyntaxException _) {
      throw MethodErrors.invalidSelectionPattern(pattern);
    }
  }

  private static IntegrationResponse response(Method method, String statusCode) {
    return Optional.ofNullable(Drafts.integration(method).integrationResponses().get(statusCode))
        .orElseThrow(RestErrors::invalidResponseStatusCode);
  }

  private static Method with(Method method, IntegrationResponse response) {
    Integration integration = Drafts.integration(method);
    Map<String, IntegrationResponse> responses = new TreeMap<>(integration.integrationResponses());
    responses.put(response.statusCode(), response);
    return with(method, integration, responses);
  }

  private static Method without(Method method, IntegrationResponse response) {
    Integration integration = Drafts.integration(method);
    Map<String, IntegrationResponse> responses = new TreeMap<>(integration.integrationResponses());
    responses.remove(response.statusCode());
    return with(method, integration, responses.isEmpty() ? null : responses);
  }

  private static Method with(
      Method method,
      Integration integration,
      @Nullable Map<String, IntegrationResponse> responses) {
    return method.toBuilder()
        .methodIntegration(integration.toBuilder().integrationResponses(responses).build())
        .build();
  }
}
