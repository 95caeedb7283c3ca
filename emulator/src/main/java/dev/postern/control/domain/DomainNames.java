package dev.postern.control.domain;

import dev.postern.aws.Arn;
import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.Quota;
import dev.postern.aws.error.DomainErrors;
import dev.postern.control.AccountStates;
import dev.postern.control.Pages;
import dev.postern.control.Quotas;
import dev.postern.control.TagRules;
import dev.postern.control.state.AccountState;
import dev.postern.control.state.DomainNameState;
import dev.postern.sdk.Shapes;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.CreateDomainNameRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDomainNameResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteDomainNameRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteDomainNameResponse;
import software.amazon.awssdk.services.apigateway.model.DomainName;
import software.amazon.awssdk.services.apigateway.model.DomainNameStatus;
import software.amazon.awssdk.services.apigateway.model.GetDomainNameRequest;
import software.amazon.awssdk.services.apigateway.model.GetDomainNameResponse;
import software.amazon.awssdk.services.apigateway.model.GetDomainNamesRequest;
import software.amazon.awssdk.services.apigateway.model.GetDomainNamesResponse;
import software.amazon.awssdk.services.apigateway.model.MutualTlsAuthentication;
import software.amazon.awssdk.services.apigateway.model.MutualTlsAuthenticationInput;
import software.amazon.awssdk.services.apigateway.model.ResourceOwner;
import software.amazon.awssdk.services.apigateway.model.UpdateDomainNameRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateDomainNameResponse;

/**
 * Operations on DomainName: custom domain names of APIs. A public name is unique in a region;
 * private names are identified by an id.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_DomainName.html">
 *     DomainName</a>
 */
public final class DomainNames {
  private final AccountStates accounts;
  private final Pages pages;
  private final TagRules tagRules;
  private final Quotas quotas;
  private final Ids ids;
  private final InstantSource clock;
  private final DomainTargets targets;

  public DomainNames(
      AccountStates accounts,
      Pages pages,
      TagRules tagRules,
      Quotas quotas,
      Ids ids,
      InstantSource clock) {
    this.accounts = accounts;
    this.pages = pages;
    this.tagRules = tagRules;
    this.quotas = quotas;
    this.ids = ids;
    this.clock = clock;
    this.targets = new DomainTargets(ids);
  }

  public CreateDomainNameResponse createDomainName(Caller caller, CreateDomainNameRequest request) {
    Map<String, String> tags = tagRules.ofNew(request.tags());
    DomainName sent =
        Shapes.as(request, DomainName::builder)
            .domainName(DomainNameRules.checkedName(request.domainName()))
            .endpointConfiguration(EndpointRules.ofNew(request.endpointConfiguration()))
            .certificateArn(orNull(request.certificateArn()))
            .regionalCertificateArn(orNull(request.regionalCertificateArn()))
            .ownershipVerificationCertificateArn(
                orNull(request.ownershipVerificationCertificateArn()))
            .policy(orNull(request.policy()))
            .mutualTlsAuthentication(mutualTls(request.mutualTlsAuthentication()))
            .certificateUploadDate(now())
            .domainNameStatus(DomainNameStatus.AVAILABLE)
            .tags(tags.isEmpty() ? null : tags)
            .build();
    DomainNameState.UploadedCertificate uploaded = UploadedCertificates.of(request);
    DomainName domain =
        targets.assigned(
            caller, DomainNameRules.checked(caller, identified(caller, sent), uploaded));
    DomainNameState created = DomainNameState.of(domain, uploaded);
    accounts.publish(
        caller,
        state -> {
          if (isTaken(caller, created)) {
            throw DomainErrors.domainNameExists();
          }
          checkRoom(state, DomainNameRules.isPrivate(domain));
          return state.withDomainName(created);
        });
    return Shapes.as(domain, CreateDomainNameResponse::builder).build();
  }

  /** Checks the quota. Public and private domain names are counted separately. */
  private void checkRoom(AccountState state, boolean isPrivate) {
    quotas.checkRoom(
        isPrivate ? Quota.PRIVATE_DOMAIN_NAMES : Quota.PUBLIC_DOMAIN_NAMES,
        () ->
            state.domainNames().values().stream()
                .filter(other -> DomainNameRules.isPrivate(other.domain()) == isPrivate)
                .count());
  }

  private boolean isTaken(Caller caller, DomainNameState domain) {
    return accounts
        .of(caller.region())
        .anyMatch(state -> state.domainNames().containsKey(domain.key()));
  }

  private DomainName identified(Caller caller, DomainName sent) {
    boolean ownId = DomainNameRules.isPrivate(sent);
    String id = ownId ? ids.tenCharacters() : null;
    Arn arn =
        new Arn(
            caller.region().partition(),
            "apigateway",
            caller.region().code(),
            ownId ? caller.account().value() : "",
            "/domainnames/" + DomainNameState.key(sent.domainName(), id));
    return sent.toBuilder().domainNameId(id).domainNameArn(arn.toString()).build();
  }

  private static @Nullable MutualTlsAuthentication mutualTls(
      @Nullable MutualTlsAuthenticationInput sent) {
    return sent == null || orNull(sent.truststoreUri()) == null
        ? null
        : Shapes.as(sent, MutualTlsAuthentication::builder).build();
  }

  public GetDomainNameResponse getDomainName(Caller caller, GetDomainNameRequest request) {
    DomainNameState domain =
        domain(accounts.get(caller), request.domainName(), request.domainNameId());
    return Shapes.as(domain.domain(), GetDomainNameResponse::builder).build();
  }

  /**
   * Returns the caller's domain names, or the private ones of other accounts that the caller may
   * associate.
   */
  public GetDomainNamesResponse getDomainNames(Caller caller, GetDomainNamesRequest request) {
    boolean ofOthers = request.resourceOwner() == ResourceOwner.OTHER_ACCOUNTS;
    Pages.Page<DomainName> page =
        pages.of(
            after -> ofOthers ? shared(caller, after) : own(caller, after),
            request.limit(),
            request.position(),
            domain -> DomainNameState.key(domain.domainName(), domain.domainNameId()));
    return GetDomainNamesResponse.builder().items(page.items()).position(page.position()).build();
  }

  private Stream<DomainName> own(Caller caller, String after) {
    return accounts.get(caller).domainNames().tailMap(after, false).values().stream()
        .map(DomainNameState::domain);
  }

  private Stream<DomainName> shared(Caller caller, String after) {
    return accounts
        .of(caller.region())
        .filter(state -> !state.owner().equals(caller))
        .flatMap(state -> state.domainNames().tailMap(after, false).values().stream())
        .map(DomainNameState::domain)
        .filter(domain -> ManagementPolicy.allows(domain, caller.account()))
        .map(domain ->
            DomainName.builder()
                .domainName(domain.domainName())
                .domainNameId(domain.domainNameId())
                .domainNameArn(domain.domainNameArn())
                .build())
        .sorted(Comparator.comparing(d -> DomainNameState.key(d.domainName(), d.domainNameId())));
  }

  public UpdateDomainNameResponse updateDomainName(Caller caller, UpdateDomainNameRequest request) {
    Instant now = now();
    AccountState updated =
        accounts.publish(
            caller,
            state -> {
              DomainNameState old = domain(state, request.domainName(), request.domainNameId());
              DomainName patched =
                  DomainNamePatches.TABLE.apply(old.domain(), request.patchOperations());
              DomainNameRules.checkChange(old.domain(), patched);
              DomainName checked = DomainNameRules.checked(caller, patched, old.uploaded());
              DomainName next =
                  hasCertificatesOf(old.domain(), checked)
                      ? checked
                      : checked.toBuilder().certificateUploadDate(now).build();
              return state.withDomainName(old.withDomain(targets.assigned(caller, next)));
            });
    return Shapes.as(
            domain(updated, request.domainName(), request.domainNameId()).domain(),
            UpdateDomainNameResponse::builder)
        .build();
  }

  private static boolean hasCertificatesOf(DomainName one, DomainName other) {
    return Objects.equals(one.certificateArn(), other.certificateArn())
        && Objects.equals(one.regionalCertificateArn(), other.regionalCertificateArn());
  }

  /** Deletes the domain name and its mappings. */
  public DeleteDomainNameResponse deleteDomainName(Caller caller, DeleteDomainNameRequest request) {
    accounts.publish(
        caller,
        state ->
            state.withoutDomainName(domain(state, request.domainName(), request.domainNameId())));
    return DeleteDomainNameResponse.builder().build();
  }

  /**
   * Returns a domain name of the account.
   *
   * @param id of a private domain name; null for a public one
   */
  public static DomainNameState domain(AccountState state, String name, @Nullable String id) {
    return Optional.ofNullable(state.domainNames().get(DomainNameState.key(name, id)))
        .orElseThrow(DomainErrors::invalidDomainNameIdentifier);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
