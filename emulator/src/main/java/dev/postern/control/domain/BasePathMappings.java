package dev.postern.control.domain;

import static dev.postern.control.rest.patch.Changes.text;
import static dev.postern.control.rest.patch.PatchTable.REPLACE;

import dev.postern.aws.Caller;
import dev.postern.aws.error.DomainErrors;
import dev.postern.control.AccountStates;
import dev.postern.control.AccountStates.Outcome;
import dev.postern.control.Pages;
import dev.postern.control.Refusals;
import dev.postern.control.RestApiStates;
import dev.postern.control.rest.patch.PatchTable;
import dev.postern.control.state.AccountState;
import dev.postern.control.state.DomainNameState;
import dev.postern.control.state.RestApiState;
import dev.postern.sdk.Shapes;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.BasePathMapping;
import software.amazon.awssdk.services.apigateway.model.CreateBasePathMappingRequest;
import software.amazon.awssdk.services.apigateway.model.CreateBasePathMappingResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteBasePathMappingRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteBasePathMappingResponse;
import software.amazon.awssdk.services.apigateway.model.GetBasePathMappingRequest;
import software.amazon.awssdk.services.apigateway.model.GetBasePathMappingResponse;
import software.amazon.awssdk.services.apigateway.model.GetBasePathMappingsRequest;
import software.amazon.awssdk.services.apigateway.model.GetBasePathMappingsResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateBasePathMappingRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateBasePathMappingResponse;

/**
 * Operations on BasePathMapping: maps a base path of a domain name to an API or a stage.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_BasePathMapping.html">
 *     BasePathMapping</a>
 */
public final class BasePathMappings {
  private static final String NONE = "(none)";
  private static final Pattern BASE_PATH = Pattern.compile("[A-Za-z0-9$_.+!*'()-]{1,300}");

  private final AccountStates accounts;
  private final RestApiStates apis;
  private final Pages pages;

  public BasePathMappings(AccountStates accounts, RestApiStates apis, Pages pages) {
    this.accounts = accounts;
    this.apis = apis;
    this.pages = pages;
  }

  private static final class Patches {
    static final PatchTable<BasePathMapping> TABLE =
        PatchTable.<BasePathMapping>refusing(Refusals::byOperation)
            .on(REPLACE, "/basePath", text(BasePathMapping.Builder::basePath))
            .on(REPLACE, "/restapiId", text(BasePathMapping.Builder::restApiId))
            .on(REPLACE, "/stage", text(BasePathMapping.Builder::stage))
            .build();
  }

  public CreateBasePathMappingResponse createBasePathMapping(
      Caller caller, CreateBasePathMappingRequest request) {
    BasePathMapping sent = Shapes.as(request, BasePathMapping::builder).build();
    BasePathMapping created =
        accounts.change(
            caller,
            state -> {
              DomainNameState domain =
                  DomainNames.domain(state, request.domainName(), request.domainNameId());
              return added(state, domain, checked(caller, domain, sent));
            });
    return Shapes.as(created, CreateBasePathMappingResponse::builder).build();
  }

  private static Outcome<BasePathMapping> added(
      AccountState state, DomainNameState domain, BasePathMapping mapping) {
    if (domain.mappings().containsKey(mapping.basePath())) {
      throw DomainErrors.basePathExists();
    }
    DomainNameState next = domain.withMappings(domain.mappings().plus(mapping.basePath(), mapping));
    return new Outcome<>(state.withDomainName(next), mapping);
  }

  public GetBasePathMappingResponse getBasePathMapping(
      Caller caller, GetBasePathMappingRequest request) {
    DomainNameState domain =
        DomainNames.domain(accounts.get(caller), request.domainName(), request.domainNameId());
    return Shapes.as(mapping(domain, request.basePath()), GetBasePathMappingResponse::builder)
        .build();
  }

  public GetBasePathMappingsResponse getBasePathMappings(
      Caller caller, GetBasePathMappingsRequest request) {
    Pages.Page<BasePathMapping> page =
        pages.of(
            DomainNames.domain(accounts.get(caller), request.domainName(), request.domainNameId())
                .mappings(),
            request.limit(),
            request.position(),
            BasePathMapping::basePath);
    return GetBasePathMappingsResponse.builder()
        .items(page.items())
        .position(page.position())
        .build();
  }

  public UpdateBasePathMappingResponse updateBasePathMapping(
      Caller caller, UpdateBasePathMappingRequest request) {
    BasePathMapping updated =
        accounts.change(
            caller,
            state -> {
              DomainNameState domain =
                  DomainNames.domain(state, request.domainName(), request.domainNameId());
              BasePathMapping old = mapping(domain, request.basePath());
              BasePathMapping mapping =
                  checked(caller, domain, Patches.TABLE.apply(old, request.patchOperations()));
              return added(
                  state, domain.withMappings(domain.mappings().minus(old.basePath())), mapping);
            });
    return Shapes.as(updated, UpdateBasePathMappingResponse::builder).build();
  }

  public DeleteBasePathMappingResponse deleteBasePathMapping(
      Caller caller, DeleteBasePathMappingRequest request) {
    accounts.publish(
        caller,
        state -> {
          DomainNameState domain =
              DomainNames.domain(state, request.domainName(), request.domainNameId());
          String basePath = mapping(domain, request.basePath()).basePath();
          return state.withDomainName(domain.withMappings(domain.mappings().minus(basePath)));
        });
    return DeleteBasePathMappingResponse.builder().build();
  }

  /**
   * Returns the names of the domains with a mapping to the API, or to its stage if one is given.
   */
  public static List<String> domainsOf(
      AccountState state, String apiId, @Nullable String stageName) {
    return state.domainNames().values().stream()
        .filter(domain ->
            domain.mappings().values().stream()
                .anyMatch(mapping ->
                    mapping.restApiId().equals(apiId)
                        && (stageName == null || stageName.equals(mapping.stage()))))
        .map(domain -> domain.domain().domainName())
        .distinct()
        .toList();
  }

  /** Returns the mapping as AWS stores it, after checking that its API and stage exist. */
  private BasePathMapping checked(Caller caller, DomainNameState domain, BasePathMapping mapping) {
    String apiId = String.valueOf(mapping.restApiId());
    RestApiState api = apis.get(caller, apiId, () -> DomainErrors.mappedApiUnknown(apiId));
    String stage = mapping.stage() == null || mapping.stage().isEmpty() ? null : mapping.stage();
    if (stage != null && !api.stages().containsKey(stage)) {
      throw DomainErrors.mappedStageUnknown();
    }
    if (domain.domain().mutualTlsAuthentication() != null
        && !api.content().api().endpointConfiguration().typesAsStrings().contains("REGIONAL")) {
      throw DomainErrors.mutualTlsNeedsRegional();
    }
    return mapping.toBuilder().basePath(basePath(mapping.basePath())).stage(stage).build();
  }

  private static String basePath(@Nullable String sent) {
    if (sent == null || sent.isEmpty() || sent.equals(NONE)) {
      return NONE;
    }
    if (sent.contains("/")) {
      throw DomainErrors.basePathWithSlash();
    }
    if (!BASE_PATH.matcher(sent).matches()) {
      throw DomainErrors.invalidBasePath(sent);
    }
    return sent;
  }

  private static BasePathMapping mapping(DomainNameState domain, String basePath) {
    return Optional.ofNullable(domain.mappings().get(basePath))
        .orElseThrow(DomainErrors::invalidBasePathMappingIdentifier);
  }
}
