package dev.postern.control.account;

import static dev.postern.control.rest.patch.Changes.description;
import static dev.postern.control.rest.patch.Changes.text;
import static dev.postern.control.rest.patch.PatchTable.REPLACE;

import dev.postern.aws.Arn;
import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.Quota;
import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.BackendErrors;
import dev.postern.control.AccountStates;
import dev.postern.control.Descriptions;
import dev.postern.control.Pages;
import dev.postern.control.Quotas;
import dev.postern.control.Refusals;
import dev.postern.control.RestApiStates;
import dev.postern.control.TagRules;
import dev.postern.control.rest.patch.PatchTable;
import dev.postern.control.state.AccountState;
import dev.postern.control.state.VpcLinkState;
import dev.postern.sdk.Shapes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.apigateway.model.CreateVpcLinkRequest;
import software.amazon.awssdk.services.apigateway.model.CreateVpcLinkResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteVpcLinkRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteVpcLinkResponse;
import software.amazon.awssdk.services.apigateway.model.GetVpcLinkRequest;
import software.amazon.awssdk.services.apigateway.model.GetVpcLinkResponse;
import software.amazon.awssdk.services.apigateway.model.GetVpcLinksRequest;
import software.amazon.awssdk.services.apigateway.model.GetVpcLinksResponse;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.UpdateVpcLinkRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateVpcLinkResponse;
import software.amazon.awssdk.services.apigateway.model.VpcLink;
import software.amazon.awssdk.services.apigateway.model.VpcLinkStatus;

/**
 * Operations on VpcLink: a connection to a load balancer in a VPC.
 *
 * <p>AWS takes minutes to set up a link. Here it is pending for half a second, so that clients'
 * waiting code runs as it does with AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_VpcLink.html">VpcLink</a>
 */
public final class VpcLinks {
  private static final Duration SET_UP = Duration.ofMillis(500);

  private final AccountStates accounts;
  private final RestApiStates apis;
  private final Pages pages;
  private final TagRules tagRules;
  private final Quotas quotas;
  private final Ids ids;
  private final InstantSource clock;

  public VpcLinks(
      AccountStates accounts,
      RestApiStates apis,
      Pages pages,
      TagRules tagRules,
      Quotas quotas,
      Ids ids,
      InstantSource clock) {
    this.accounts = accounts;
    this.apis = apis;
    this.pages = pages;
    this.tagRules = tagRules;
    this.quotas = quotas;
    this.ids = ids;
    this.clock = clock;
  }

  private static final class Patches {
    static final PatchTable<VpcLink> TABLE =
        PatchTable.<VpcLink>refusing(Patches::refuse)
            .on(REPLACE, "/name", text(VpcLink.Builder::name))
            .on(REPLACE, "/description", description(VpcLink.Builder::description))
            .build();

    /** Returns the error for an unsupported operation; AWS has a special text for target ARNs. */
    private static AwsException refuse(
        PatchOperation operation, List<String> supported, List<String> paths) {
      return String.valueOf(operation.path()).startsWith("/targetArns")
          ? BackendErrors.targetArnsStay()
          : Refusals.byOperation(operation, supported, paths);
    }
  }

  public CreateVpcLinkResponse createVpcLink(Caller caller, CreateVpcLinkRequest request) {
    Map<String, String> tags = tagRules.ofNew(request.tags());
    VpcLink link =
        checked(
            Shapes.as(request, VpcLink::builder)
                .description(Descriptions.orNone(request.description()))
                .id(ids.sixCharacters(accounts.get(caller).vpcLinks()::containsKey))
                .tags(tags.isEmpty() ? null : tags)
                .build());
    VpcLinkState created = new VpcLinkState(link, clock.instant().plus(SET_UP));
    accounts.publish(
        caller,
        state -> {
          quotas.checkRoom(Quota.VPC_LINKS, () -> state.vpcLinks().size());
          return with(state, created);
        });
    return Shapes.as(
            link.toBuilder().status(VpcLinkStatus.PENDING).build(), CreateVpcLinkResponse::builder)
        .build();
  }

  public GetVpcLinkResponse getVpcLink(Caller caller, GetVpcLinkRequest request) {
    VpcLinkState state = link(accounts.get(caller), request.vpcLinkId());
    return Shapes.as(withTags(shown(state)), GetVpcLinkResponse::builder).build();
  }

  public GetVpcLinksResponse getVpcLinks(Caller caller, GetVpcLinksRequest request) {
    Pages.Page<VpcLinkState> page =
        pages.oldestFirst(
            accounts.get(caller).vpcLinks(), request.limit(), request.position(), _ -> true);
    return GetVpcLinksResponse.builder()
        .items(page.map(state -> shown(state).toBuilder().tags(null).build()))
        .position(page.position())
        .build();
  }

  public UpdateVpcLinkResponse updateVpcLink(Caller caller, UpdateVpcLinkRequest request) {
    AccountState updated =
        accounts.publish(
            caller,
            state -> {
              VpcLinkState old = link(state, request.vpcLinkId());
              return with(
                  state,
                  old.withLink(
                      checked(Patches.TABLE.apply(old.link(), request.patchOperations()))));
            });
    return Shapes.as(
            withTags(shown(link(updated, request.vpcLinkId()))), UpdateVpcLinkResponse::builder)
        .build();
  }

  public DeleteVpcLinkResponse deleteVpcLink(Caller caller, DeleteVpcLinkRequest request) {
    accounts.publish(
        caller,
        state -> {
          String id = link(state, request.vpcLinkId()).link().id();
          List<String> methods =
              apis.inCreationOrder(caller).flatMap(api -> VpcLinkUses.of(api, id)).toList();
          if (!methods.isEmpty()) {
            throw BackendErrors.vpcLinkInUse(id, methods);
          }
          return state.withVpcLinks(state.vpcLinks().minus(id));
        });
    return DeleteVpcLinkResponse.builder().build();
  }

  public static VpcLinkState link(AccountState state, String id) {
    return state.vpcLinks().find(id).orElseThrow(BackendErrors::invalidVpcLinkIdentifier);
  }

  public static AccountState with(AccountState state, VpcLinkState link) {
    return state.withVpcLinks(state.vpcLinks().plus(link.link().id(), link));
  }

  private static VpcLink checked(VpcLink link) {
    if (link.name() == null || link.name().isEmpty()) {
      throw BackendErrors.emptyName();
    }
    if (link.targetArns().isEmpty()) {
      throw BackendErrors.noTargetArn();
    }
    for (String arn : link.targetArns()) {
      if (arn == null || Arn.parse(arn).filter(parsed -> !parsed.resource().isEmpty()).isEmpty()) {
        throw BackendErrors.malformedTargetArn(String.valueOf(arn));
      }
    }
    if (link.targetArns().size() > 1) {
      throw BackendErrors.severalTargetArns();
    }
    return link;
  }

  private VpcLink shown(VpcLinkState state) {
    if (clock.instant().isBefore(state.ready())) {
      return state.link().toBuilder().status(VpcLinkStatus.PENDING).build();
    }
    return state.link().toBuilder()
        .status(VpcLinkStatus.AVAILABLE)
        .statusMessage("Your vpc link is ready for use")
        .build();
  }

  private static VpcLink withTags(VpcLink link) {
    return link.toBuilder().tags(link.tags().isEmpty() ? Map.of() : link.tags()).build();
  }
}
