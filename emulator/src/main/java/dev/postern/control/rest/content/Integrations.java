package dev.postern.control.rest.content;

import static dev.postern.control.rest.patch.Changes.choice;
import static dev.postern.control.rest.patch.Changes.integer;
import static dev.postern.control.rest.patch.Changes.member;
import static dev.postern.control.rest.patch.Changes.set;
import static dev.postern.control.rest.patch.Changes.text;
import static dev.postern.control.rest.patch.Changes.textEntry;
import static dev.postern.control.rest.patch.PatchTable.ADD_REMOVE;
import static dev.postern.control.rest.patch.PatchTable.ADD_REPLACE_REMOVE;
import static dev.postern.control.rest.patch.PatchTable.REPLACE;

import dev.postern.aws.Caller;
import dev.postern.aws.error.PatchErrors;
import dev.postern.control.Refusals;
import dev.postern.control.rest.content.Drafts.MethodAt;
import dev.postern.control.rest.patch.Patch;
import dev.postern.control.rest.patch.PatchTable;
import dev.postern.sdk.Shapes;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.model.DeleteIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteIntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.GetIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.GetIntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.TlsConfig;
import software.amazon.awssdk.services.apigateway.model.UpdateIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateIntegrationResponse;

/**
 * Operations on Integration: the backend of a method.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html">
 *     Integration</a>
 */
public final class Integrations {
  private final Drafts drafts;
  private final IntegrationRules rules;

  public Integrations(Drafts drafts, IntegrationRules rules) {
    this.drafts = drafts;
    this.rules = rules;
  }

  private static final class Patches {
    private static final PatchTable.Change<Integration> HTTP_METHOD =
        text(Integration.Builder::httpMethod);
    private static final PatchTable.Change<Integration> INSECURE =
        set(
            Integration.Builder::tlsConfig,
            patch -> TlsConfig.builder().insecureSkipVerification(patch.flag()).build());

    static final PatchTable<Integration> TABLE =
        PatchTable.<Integration>refusing(Refusals::byPath)
            .on(REPLACE, "/uri", text(Integration.Builder::uri))
            .on(REPLACE, "/httpMethod", Patches::httpMethod)
            .on(REPLACE, "/credentials", text(Integration.Builder::credentials))
            .on(REPLACE, "/cacheNamespace", text(Integration.Builder::cacheNamespace))
            .on(REPLACE, "/connectionId", text(Integration.Builder::connectionId))
            .on(
                REPLACE,
                "/connectionType",
                choice(Integration.Builder::connectionType, Set.of("INTERNET", "VPC_LINK")))
            .on(
                REPLACE,
                "/contentHandling",
                choice(
                    Integration.Builder::contentHandling,
                    Set.of("CONVERT_TO_BINARY", "CONVERT_TO_TEXT")))
            .on(REPLACE, "/passthroughBehavior", text(Integration.Builder::passthroughBehavior))
            .on(REPLACE, "/timeoutInMillis", integer(Integration.Builder::timeoutInMillis))
            .on(REPLACE, "/tlsConfig/insecureSkipVerification", INSECURE)
            .on(
                REPLACE,
                "/responseTransferMode",
                choice(Integration.Builder::responseTransferMode, Set.of("BUFFERED", "STREAM")))
            .on(REPLACE, "/integrationTarget", text(Integration.Builder::integrationTarget))
            .on(
                REPLACE,
                "/cacheKeyParameters",
                set(Integration.Builder::cacheKeyParameters, Patch::strings))
            .on(
                ADD_REMOVE,
                "/cacheKeyParameters/{name}",
                member(Integration::cacheKeyParameters, Integration.Builder::cacheKeyParameters))
            .on(
                ADD_REPLACE_REMOVE,
                "/requestParameters/{name}",
                textEntry(Integration::requestParameters, Integration.Builder::requestParameters))
            .on(
                ADD_REPLACE_REMOVE,
                "/requestTemplates/{contentType}",
                textEntry(Integration::requestTemplates, Integration.Builder::requestTemplates))
            .build();

    /** Replaces the HTTP method of the backend, which a mock does not have. */
    private static Integration httpMethod(Integration present, Patch patch) {
      if (present.type() == IntegrationType.MOCK) {
        throw PatchErrors.invalidPath(patch.path());
      }
      return HTTP_METHOD.apply(present, patch);
    }
  }

  public PutIntegrationResponse putIntegration(Caller caller, PutIntegrationRequest request) {
    Integration sent = Shapes.as(request, Integration::builder).build();
    Method method =
        drafts.editMethod(
            caller,
            new MethodAt(request.restApiId(), request.resourceId(), request.httpMethod()),
            (_, resource, old) -> with(resource, old, sent, Map.of()));
    return Shapes.as(method.methodIntegration(), PutIntegrationResponse::builder).build();
  }

  public GetIntegrationResponse getIntegration(Caller caller, GetIntegrationRequest request) {
    Integration integration =
        drafts.integration(
            caller, new MethodAt(request.restApiId(), request.resourceId(), request.httpMethod()));
    return Shapes.as(integration, GetIntegrationResponse::builder).build();
  }

  public UpdateIntegrationResponse updateIntegration(
      Caller caller, UpdateIntegrationRequest request) {
    Method method =
        drafts.editMethod(
            caller,
            new MethodAt(request.restApiId(), request.resourceId(), request.httpMethod()),
            (_, resource, old) -> {
              Integration present = Drafts.integration(old);
              return with(
                  resource,
                  old,
                  Patches.TABLE.apply(present, request.patchOperations()),
                  present.requestParameters());
            });
    return Shapes.as(method.methodIntegration(), UpdateIntegrationResponse::builder).build();
  }

  public DeleteIntegrationResponse deleteIntegration(
      Caller caller, DeleteIntegrationRequest request) {
    drafts.editMethod(
        caller,
        new MethodAt(request.restApiId(), request.resourceId(), request.httpMethod()),
        (_, _, old) -> {
          Drafts.integration(old);
          return old.toBuilder().methodIntegration((Integration) null).build();
        });
    return DeleteIntegrationResponse.builder().build();
  }

  private Method with(
      Resource resource, Method method, Integration integration, Map<String, String> accepted) {
    return method.toBuilder()
        .methodIntegration(rules.checked(resource, method, integration, accepted))
        .build();
  }
}
