package dev.postern.control.account;

import static dev.postern.control.rest.patch.Changes.description;
import static dev.postern.control.rest.patch.PatchTable.REPLACE;

import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.Quota;
import dev.postern.aws.error.BackendErrors;
import dev.postern.control.AccountStates;
import dev.postern.control.ClientCertificateIssuer;
import dev.postern.control.Descriptions;
import dev.postern.control.Pages;
import dev.postern.control.Quotas;
import dev.postern.control.Refusals;
import dev.postern.control.RestApiStates;
import dev.postern.control.TagRules;
import dev.postern.control.rest.patch.PatchTable;
import dev.postern.control.state.AccountState;
import dev.postern.control.state.ClientIdentity;
import dev.postern.sdk.Shapes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.apigateway.model.ClientCertificate;
import software.amazon.awssdk.services.apigateway.model.DeleteClientCertificateRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteClientCertificateResponse;
import software.amazon.awssdk.services.apigateway.model.GenerateClientCertificateRequest;
import software.amazon.awssdk.services.apigateway.model.GenerateClientCertificateResponse;
import software.amazon.awssdk.services.apigateway.model.GetClientCertificateRequest;
import software.amazon.awssdk.services.apigateway.model.GetClientCertificateResponse;
import software.amazon.awssdk.services.apigateway.model.GetClientCertificatesRequest;
import software.amazon.awssdk.services.apigateway.model.GetClientCertificatesResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateClientCertificateRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateClientCertificateResponse;

/**
 * Operations on ClientCertificate. HTTPS backends authenticate API Gateway by it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-client-side-ssl-authentication.html">
 *     Generate and configure an SSL certificate for backend authentication in API Gateway</a>
 */
public final class ClientCertificates {
  private static final Duration VALIDITY = Duration.ofDays(365);

  private final AccountStates accounts;
  private final RestApiStates apis;
  private final Pages pages;
  private final TagRules tagRules;
  private final Quotas quotas;
  private final Ids ids;
  private final InstantSource clock;
  private final ClientCertificateIssuer issuer;

  public ClientCertificates(
      AccountStates accounts,
      RestApiStates apis,
      Pages pages,
      TagRules tagRules,
      Quotas quotas,
      Ids ids,
      InstantSource clock,
      ClientCertificateIssuer issuer) {
    this.accounts = accounts;
    this.apis = apis;
    this.pages = pages;
    this.tagRules = tagRules;
    this.quotas = quotas;
    this.ids = ids;
    this.clock = clock;
    this.issuer = issuer;
  }

  private static final class Patches {
    static final PatchTable<ClientCertificate> TABLE =
        PatchTable.<ClientCertificate>refusing(Refusals::byOperation)
            .on(REPLACE, "/description", description(ClientCertificate.Builder::description))
            .build();
  }

  public GenerateClientCertificateResponse generateClientCertificate(
      Caller caller, GenerateClientCertificateRequest request) {
    Map<String, String> tags = tagRules.ofNew(request.tags());
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant end = now.plus(VALIDITY);
    ClientCertificateIssuer.Issued issued = issuer.issue(now, end);
    ClientCertificate certificate =
        ClientCertificate.builder()
            .clientCertificateId(
                ids.sixCharacters(accounts.get(caller).clientCertificates()::containsKey))
            .description(Descriptions.orNone(request.description()))
            .pemEncodedCertificate(issued.certificate())
            .createdDate(now)
            .expirationDate(end)
            .tags(tags.isEmpty() ? null : tags)
            .build();
    accounts.publish(
        caller,
        state -> {
          quotas.checkRoom(Quota.CLIENT_CERTIFICATES, () -> state.clientCertificates().size());
          return with(state, new ClientIdentity(certificate, issued.privateKey()));
        });
    return Shapes.as(certificate, GenerateClientCertificateResponse::builder).build();
  }

  public GetClientCertificateResponse getClientCertificate(
      Caller caller, GetClientCertificateRequest request) {
    ClientIdentity identity = identity(accounts.get(caller), request.clientCertificateId());
    return Shapes.as(identity.certificate(), GetClientCertificateResponse::builder).build();
  }

  public GetClientCertificatesResponse getClientCertificates(
      Caller caller, GetClientCertificatesRequest request) {
    Pages.Page<ClientIdentity> page =
        pages.oldestFirst(
            accounts.get(caller).clientCertificates(),
            request.limit(),
            request.position(),
            _ -> true);
    return GetClientCertificatesResponse.builder()
        .items(page.map(ClientIdentity::certificate))
        .position(page.position())
        .build();
  }

  public UpdateClientCertificateResponse updateClientCertificate(
      Caller caller, UpdateClientCertificateRequest request) {
    AccountState updated =
        accounts.edit(
            caller,
            state -> {
              ClientIdentity old = identity(state, request.clientCertificateId());
              return with(
                  state,
                  old.withCertificate(
                      Patches.TABLE.apply(old.certificate(), request.patchOperations())));
            });
    return Shapes.as(
            identity(updated, request.clientCertificateId()).certificate(),
            UpdateClientCertificateResponse::builder)
        .build();
  }

  public DeleteClientCertificateResponse deleteClientCertificate(
      Caller caller, DeleteClientCertificateRequest request) {
    accounts.publish(
        caller,
        state -> {
          String id =
              identity(state, request.clientCertificateId()).certificate().clientCertificateId();
          List<String> stages = stagesWith(caller, id);
          if (!stages.isEmpty()) {
            throw BackendErrors.clientCertificateInUse(id, stages);
          }
          return state.withClientCertificates(state.clientCertificates().minus(id));
        });
    return DeleteClientCertificateResponse.builder().build();
  }

  private List<String> stagesWith(Caller caller, String certificateId) {
    return apis.inCreationOrder(caller)
        .flatMap(api ->
            api.stages().values().stream()
                .filter(stage -> certificateId.equals(stage.clientCertificateId()))
                .map(stage -> api.id() + ":" + stage.stageName()))
        .toList();
  }

  public static ClientIdentity identity(AccountState state, String id) {
    return state
        .clientCertificates()
        .find(id)
        .orElseThrow(BackendErrors::invalidClientCertificateIdentifier);
  }

  public static AccountState with(AccountState state, ClientIdentity identity) {
    return state.withClientCertificates(
        state.clientCertificates().plus(identity.certificate().clientCertificateId(), identity));
  }
}
