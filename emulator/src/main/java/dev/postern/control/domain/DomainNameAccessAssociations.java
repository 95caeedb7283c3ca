package dev.postern.control.domain;

import dev.postern.aws.AccountId;
import dev.postern.aws.Arn;
import dev.postern.aws.Caller;
import dev.postern.aws.Quota;
import dev.postern.aws.Region;
import dev.postern.aws.error.DomainErrors;
import dev.postern.aws.error.RestErrors;
import dev.postern.control.AccountStates;
import dev.postern.control.Pages;
import dev.postern.control.Quotas;
import dev.postern.control.TagRules;
import dev.postern.control.state.AccountState;
import dev.postern.control.state.DomainNameState;
import dev.postern.sdk.Shapes;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.CreateDomainNameAccessAssociationRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDomainNameAccessAssociationResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteDomainNameAccessAssociationRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteDomainNameAccessAssociationResponse;
import software.amazon.awssdk.services.apigateway.model.DomainName;
import software.amazon.awssdk.services.apigateway.model.DomainNameAccessAssociation;
import software.amazon.awssdk.services.apigateway.model.GetDomainNameAccessAssociationsRequest;
import software.amazon.awssdk.services.apigateway.model.GetDomainNameAccessAssociationsResponse;
import software.amazon.awssdk.services.apigateway.model.RejectDomainNameAccessAssociationRequest;
import software.amazon.awssdk.services.apigateway.model.RejectDomainNameAccessAssociationResponse;
import software.amazon.awssdk.services.apigateway.model.ResourceOwner;

/**
 * Operations on DomainNameAccessAssociation: allows a VPC endpoint to call a private domain name.
 * An association belongs to the account of the VPC endpoint. The owner of the domain name can
 * reject it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/api/API_DomainNameAccessAssociation.html">
 *     DomainNameAccessAssociation</a>
 */
public final class DomainNameAccessAssociations {
  private static final Pattern DOMAIN = Pattern.compile("/domainnames/([^/+]+)\\+([^/+]+)");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern VPC_ENDPOINT = Pattern.compile("vpce-[0-9a-zA-Z]{1,64}");

  private final AccountStates accounts;
  private final Pages pages;
  private final TagRules tagRules;
  private final Quotas quotas;

  public DomainNameAccessAssociations(
      AccountStates accounts, Pages pages, TagRules tagRules, Quotas quotas) {
    this.accounts = accounts;
    this.pages = pages;
    this.tagRules = tagRules;
    this.quotas = quotas;
  }

  public CreateDomainNameAccessAssociationResponse createDomainNameAccessAssociation(
      Caller caller, CreateDomainNameAccessAssociationRequest request) {
    Map<String, String> tags = tagRules.ofNew(request.tags());
    String source = request.accessAssociationSource();
    DomainName domain = associable(caller, request.domainNameArn());
    if (!VPC_ENDPOINT.matcher(source).matches()) {
      throw DomainErrors.invalidAccessAssociationSource(source);
    }
    Arn arn =
        new Arn(
            caller.region().partition(),
            "apigateway",
            caller.region().code(),
            caller.account().value(),
            "/domainnameaccessassociations/domainname/%s/vpcesource/%s"
                .formatted(
                    DomainNameState.key(domain.domainName(), domain.domainNameId()), source));
    DomainNameAccessAssociation association =
        Shapes.as(request, DomainNameAccessAssociation::builder)
            .domainNameAccessAssociationArn(arn.toString())
            .tags(tags.isEmpty() ? null : tags)
            .build();
    accounts.publish(
        caller,
        state -> {
          if (state.accessAssociations().containsKey(arn.toString())) {
            throw DomainErrors.accessAssociationExists();
          }
          quotas.checkRoom(
              Quota.DOMAIN_NAME_ACCESS_ASSOCIATIONS, () -> state.accessAssociations().size());
          return with(state, association);
        });
    return Shapes.as(association, CreateDomainNameAccessAssociationResponse::builder).build();
  }

  /** Returns the private domain name with the ARN, or throws if the caller may not associate it. */
  private DomainName associable(Caller caller, String domainNameArn) {
    Arn arn =
        Arn.parse(domainNameArn)
            .filter(parsed -> parsed.service().equals("apigateway"))
            .orElseThrow(RestErrors::invalidArn);
    Matcher named = DOMAIN.matcher(arn.resource());
    Caller owner = owner(arn);
    if (!named.matches() || owner == null || !owner.region().equals(caller.region())) {
      throw DomainErrors.invalidDomainNameIdentifier();
    }
    DomainName domain =
        DomainNames.domain(accounts.get(owner), named.group(1), named.group(2)).domain();
    if (!owner.equals(caller) && !ManagementPolicy.allows(domain, caller.account())) {
      throw DomainErrors.invalidDomainNameIdentifier();
    }
    return domain;
  }

  private static @Nullable Caller owner(Arn arn) {
    return ACCOUNT.matcher(arn.account()).matches() && !arn.region().isEmpty()
        ? new Caller(new AccountId(arn.account()), new Region(arn.region()))
        : null;
  }

  public GetDomainNameAccessAssociationsResponse getDomainNameAccessAssociations(
      Caller caller, GetDomainNameAccessAssociationsRequest request) {
    Pages.Page<DomainNameAccessAssociation> page =
        pages.of(
            after -> listed(caller, request.resourceOwner(), after),
            request.limit(),
            request.position(),
            DomainNameAccessAssociation::domainNameAccessAssociationArn);
    return GetDomainNameAccessAssociationsResponse.builder()
        .items(page.items())
        .position(page.position())
        .build();
  }

  /**
   * Lists the associations of the caller, and those of other accounts with the caller's domain
   * names.
   *
   * @param owner selects one of the two groups; null selects both
   */
  private Stream<DomainNameAccessAssociation> listed(
      Caller caller, @Nullable ResourceOwner owner, String after) {
    return accounts
        .of(caller.region())
        .flatMap(state ->
            state.accessAssociations().tailMap(after, false).values().stream()
                .filter(association ->
                    state.owner().equals(caller)
                        ? owner != ResourceOwner.OTHER_ACCOUNTS
                        : owner != ResourceOwner.SELF && isOfDomainOf(caller, association)))
        .sorted(Comparator.comparing(DomainNameAccessAssociation::domainNameAccessAssociationArn));
  }

  private static boolean isOfDomainOf(Caller caller, DomainNameAccessAssociation association) {
    return Arn.parse(association.domainNameArn())
        .filter(arn -> arn.account().equals(caller.account().value()))
        .isPresent();
  }

  public DeleteDomainNameAccessAssociationResponse deleteDomainNameAccessAssociation(
      Caller caller, DeleteDomainNameAccessAssociationRequest request) {
    accounts.publish(
        caller,
        state -> without(state, association(state, request.domainNameAccessAssociationArn())));
    return DeleteDomainNameAccessAssociationResponse.builder().build();
  }

  public RejectDomainNameAccessAssociationResponse rejectDomainNameAccessAssociation(
      Caller caller, RejectDomainNameAccessAssociationRequest request) {
    Arn arn =
        Arn.parse(request.domainNameAccessAssociationArn()).orElseThrow(RestErrors::invalidArn);
    Caller consumer = owner(arn);
    if (consumer == null) {
      throw DomainErrors.invalidAccessAssociationIdentifier();
    }
    accounts.publish(
        consumer,
        state -> {
          DomainNameAccessAssociation association = association(state, arn.toString());
          if (!association.domainNameArn().equals(request.domainNameArn())
              || !isOfDomainOf(caller, association)) {
            throw DomainErrors.invalidAccessAssociationIdentifier();
          }
          return without(state, association);
        });
    return RejectDomainNameAccessAssociationResponse.builder().build();
  }

  public static DomainNameAccessAssociation association(AccountState state, String arn) {
    return Optional.ofNullable(state.accessAssociations().get(arn))
        .orElseThrow(DomainErrors::invalidAccessAssociationIdentifier);
  }

  public static AccountState with(AccountState state, DomainNameAccessAssociation association) {
    return state.withAccessAssociations(
        state.accessAssociations().plus(association.domainNameAccessAssociationArn(), association));
  }

  private static AccountState without(AccountState state, DomainNameAccessAssociation association) {
    return state.withAccessAssociations(
        state.accessAssociations().minus(association.domainNameAccessAssociationArn()));
  }
}
