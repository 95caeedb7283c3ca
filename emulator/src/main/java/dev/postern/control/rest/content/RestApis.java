package dev.postern.control.rest.content;

import static dev.postern.control.rest.patch.Changes.choice;
import static dev.postern.control.rest.patch.Changes.flag;
import static dev.postern.control.rest.patch.Changes.member;
import static dev.postern.control.rest.patch.Changes.text;
import static dev.postern.control.rest.patch.PatchTable.ADD_REMOVE;
import static dev.postern.control.rest.patch.PatchTable.ADD_REPLACE_REMOVE;
import static dev.postern.control.rest.patch.PatchTable.REPLACE;

import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.Quota;
import dev.postern.aws.SecurityPolicies;
import dev.postern.aws.error.DomainErrors;
import dev.postern.aws.error.RestErrors;
import dev.postern.control.AccountStates;
import dev.postern.control.Pages;
import dev.postern.control.Quotas;
import dev.postern.control.Refusals;
import dev.postern.control.RestApiStates;
import dev.postern.control.RestApiStates.Outcome;
import dev.postern.control.TagRules;
import dev.postern.control.domain.BasePathMappings;
import dev.postern.control.domain.EndpointRules;
import dev.postern.control.domain.ResourcePolicy;
import dev.postern.control.rest.patch.Patch;
import dev.postern.control.rest.patch.PatchTable;
import dev.postern.control.state.RestApiContent;
import dev.postern.control.state.RestApiState;
import dev.postern.sdk.Shapes;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.EndpointConfiguration;
import software.amazon.awssdk.services.apigateway.model.GetRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.GetRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.GetRestApisRequest;
import software.amazon.awssdk.services.apigateway.model.GetRestApisResponse;
import software.amazon.awssdk.services.apigateway.model.RestApi;
import software.amazon.awssdk.services.apigateway.model.UpdateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateRestApiResponse;

/**
 * Operations on RestApi.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_RestApi.html">RestApi</a>
 */
public final class RestApis {
  /** The tag by which a client of an emulator chooses the id of an API. */
  private static final String CUSTOM_ID = "_custom_id_";

  private static final int MAX_COMPRESSION_SIZE = 10_485_760;

  private final RestApiStates apis;
  private final AccountStates accounts;
  private final Pages pages;
  private final TagRules tagRules;
  private final Quotas quotas;
  private final Ids ids;
  private final InstantSource clock;

  public RestApis(
      RestApiStates apis,
      AccountStates accounts,
      Pages pages,
      TagRules tagRules,
      Quotas quotas,
      Ids ids,
      InstantSource clock) {
    this.apis = apis;
    this.accounts = accounts;
    this.pages = pages;
    this.tagRules = tagRules;
    this.quotas = quotas;
    this.ids = ids;
    this.clock = clock;
  }

  private static final class Patches {
    static final PatchTable<RestApi> TABLE =
        PatchTable.<RestApi>refusing(Refusals::byPath)
            .on(REPLACE, "/name", text(RestApi.Builder::name))
            .on(ADD_REPLACE_REMOVE, "/description", text(RestApi.Builder::description))
            .on(
                REPLACE,
                "/apiKeySource",
                choice(RestApi.Builder::apiKeySource, Set.of("HEADER", "AUTHORIZER")))
            .on(REPLACE, "/policy", text(RestApi.Builder::policy))
            .on(
                REPLACE,
                "/disableExecuteApiEndpoint",
                flag(RestApi.Builder::disableExecuteApiEndpoint))
            .on(REPLACE, "/minimumCompressionSize", Patches::compressionSize)
            .on(
                ADD_REPLACE_REMOVE,
                "/endpointConfiguration/types/{type}",
                endpoint(EndpointRules::patchType))
            .on(
                REPLACE,
                "/endpointConfiguration/ipAddressType",
                endpoint(EndpointRules::patchIpAddressType))
            .on(
                ADD_REMOVE,
                "/endpointConfiguration/vpcEndpointIds",
                endpoint(EndpointRules::patchVpcEndpoint))
            .on(
                REPLACE,
                "/endpointAccessMode",
                choice(RestApi.Builder::endpointAccessMode, Set.of("BASIC", "STRICT")))
            .on(
                REPLACE,
                "/securityPolicy",
                choice(RestApi.Builder::securityPolicy, SecurityPolicies.NAMES))
            .on(
                ADD_REPLACE_REMOVE,
                "/binaryMediaTypes/{type}",
                member(RestApi::binaryMediaTypes, RestApi.Builder::binaryMediaTypes))
            .build();

    private static PatchTable.Change<RestApi> endpoint(
        BiFunction<EndpointConfiguration, Patch, EndpointConfiguration> change) {
      return (api, patch) ->
          api.toBuilder()
              .endpointConfiguration(change.apply(api.endpointConfiguration(), patch))
              .build();
    }

    /** Sets the minimum size. An empty or missing value disables compression. */
    private static RestApi compressionSize(RestApi api, Patch patch) {
      String value = patch.value();
      if (value == null || value.isEmpty()) {
        return api.toBuilder().minimumCompressionSize(null).build();
      }
      try {
        return api.toBuilder().minimumCompressionSize(Integer.valueOf(value)).build();
      } catch (NumberFormatException _) {
        throw RestErrors.invalidMinimumCompressionSize();
      }
    }
  }

  public CreateRestApiResponse createRestApi(Caller caller, CreateRestApiRequest request) {
    String id =
        Optional.ofNullable(request.tags().get(CUSTOM_ID))
            .filter(chosen -> !chosen.isEmpty())
            .orElseGet(ids::tenCharacters);
    RestApi sent =
        Shapes.as(request, RestApi::builder)
            .id(id)
            .rootResourceId(ids.tenCharacters())
            .createdDate(clock.instant().truncatedTo(ChronoUnit.SECONDS))
            .disableExecuteApiEndpoint(Boolean.TRUE.equals(request.disableExecuteApiEndpoint()))
            .tags(null)
            .build();
    checkNameAndDescription(sent);
    RestApi api =
        checked(
            caller,
            sent.toBuilder()
                .endpointConfiguration(EndpointRules.ofNew(request.endpointConfiguration()))
                .build(),
            quotas);
    checkRoom(apis, quotas, caller, api);
    RestApiState state =
        RestApiState.of(
            caller, content(caller, api, request.cloneFrom()), tagRules.ofNew(request.tags()));
    return Shapes.as(shown(apis.create(state), false), CreateRestApiResponse::builder).build();
  }

  private RestApiContent content(Caller caller, RestApi api, @Nullable String cloneFrom) {
    if (cloneFrom == null || cloneFrom.isEmpty()) {
      return Models.withDefaults(RestApiContent.of(api), ids)
          .withResource(ResourceTree.root(api.rootResourceId()));
    }
    RestApiContent source = apis.get(caller, cloneFrom).content();
    RestApiContent emptied =
        RestApiContent.of(api)
            .withModels(source.models())
            .withGatewayResponses(source.gatewayResponses())
            .withAuthorizers(source.authorizers())
            .withRequestValidators(source.requestValidators());
    return ResourceTree.copy(source, emptied, ids::sixCharacters);
  }

  public GetRestApiResponse getRestApi(Caller caller, GetRestApiRequest request) {
    RestApiState state = apis.get(caller, request.restApiId());
    return Shapes.as(shown(state, true), GetRestApiResponse::builder).build();
  }

  public GetRestApisResponse getRestApis(Caller caller, GetRestApisRequest request) {
    Pages.Page<RestApiState> page =
        pages.oldestFirst(
            after -> apis.inCreationOrder(caller).dropWhile(state -> state.place() <= after),
            request.limit(),
            request.position(),
            RestApiState::place);
    return GetRestApisResponse.builder()
        .items(page.map(state -> shown(state, false)))
        .position(page.position())
        .build();
  }

  /** Updates an API. Endpoint settings take effect at once, others with the next deployment. */
  public UpdateRestApiResponse updateRestApi(Caller caller, UpdateRestApiRequest request) {
    RestApiState updated =
        apis.change(
            caller,
            request.restApiId(),
            state -> {
              RestApi old = state.content().api();
              RestApi patched = Patches.TABLE.apply(old, request.patchOperations());
              checkNameAndDescription(patched);
              EndpointRules.checkChange(
                  old.endpointConfiguration(), patched.endpointConfiguration());
              RestApiState next =
                  state.withContent(state.content().withApi(checked(caller, patched, quotas)));
              boolean atOnce = !old.endpointConfiguration().equals(patched.endpointConfiguration());
              if (quotaOf(old) != quotaOf(patched)) {
                checkRoom(apis, quotas, caller, patched);
              }
              return new Outcome<>(next, next, atOnce);
            });
    return Shapes.as(shown(updated, true), UpdateRestApiResponse::builder).build();
  }

  public DeleteRestApiResponse deleteRestApi(Caller caller, DeleteRestApiRequest request) {
    String id = apis.get(caller, request.restApiId()).id();
    List<String> domains = BasePathMappings.domainsOf(accounts.get(caller), id, null);
    if (!domains.isEmpty()) {
      throw DomainErrors.apiIsMapped(id, domains);
    }
    apis.delete(caller, id);
    // After the API is gone: a plan that is changed meanwhile no longer finds it.
    accounts.publish(caller, state -> state.withoutApiStages(id, null));
    return DeleteRestApiResponse.builder().build();
  }

  /** Throws if the quota of APIs with the endpoint type is used up. */
  public static void checkRoom(RestApiStates apis, Quotas quotas, Caller caller, RestApi api) {
    Quota quota = quotaOf(api);
    quotas.checkRoom(
        quota,
        () -> apis.list(caller).filter(state -> quotaOf(state.content().api()) == quota).count());
  }

  private static Quota quotaOf(RestApi api) {
    List<String> types = api.endpointConfiguration().typesAsStrings();
    if (types.contains("PRIVATE")) {
      return Quota.PRIVATE_APIS;
    }
    return types.contains("EDGE") ? Quota.EDGE_OPTIMIZED_APIS : Quota.REGIONAL_APIS;
  }

  private static void checkNameAndDescription(RestApi api) {
    if (api.name() == null || api.name().isBlank()) {
      throw RestErrors.emptyName();
    }
    if (api.description() != null && api.description().isEmpty()) {
      throw RestErrors.emptyDescription();
    }
  }

  /** Returns the API as AWS stores it, validated and with default values. */
  public static RestApi checked(Caller caller, RestApi api, Quotas quotas) {
    RestApi.Builder stored = api.toBuilder();
    Integer compression = api.minimumCompressionSize();
    if (compression != null && (compression < 0 || compression > MAX_COMPRESSION_SIZE)) {
      throw RestErrors.invalidMinimumCompressionSize();
    }
    if (api.apiKeySource() == null) {
      stored.apiKeySource("HEADER");
    }
    if (api.binaryMediaTypes().isEmpty()) {
      stored.binaryMediaTypes((Collection<String>) null);
    }
    String policy = api.policy();
    quotas.checkSize(Quota.RESOURCE_POLICY, policy == null ? 0 : policy.length());
    stored.policy(
        policy == null || policy.isEmpty()
            ? null
            : ResourcePolicy.normalise(policy, caller, api.id()));
    return stored.build();
  }

  /**
   * Returns an API as AWS does in a response.
   *
   * @param alwaysTags whether the response contains an empty map if there are no tags
   */
  public static RestApi shown(RestApiState state, boolean alwaysTags) {
    RestApi api = state.content().api();
    Map<String, String> tags = state.tags();
    RestApi.Builder shown = api.toBuilder().tags(alwaysTags || !tags.isEmpty() ? tags : null);
    return api.policy() == null
        ? shown.build()
        : shown.policy(ResourcePolicy.shown(api.policy())).build();
  }
}
