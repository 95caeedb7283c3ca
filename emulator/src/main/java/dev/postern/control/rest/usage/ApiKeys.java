package dev.postern.control.rest.usage;

import static dev.postern.control.rest.patch.Changes.description;
import static dev.postern.control.rest.patch.Changes.flag;
import static dev.postern.control.rest.patch.Changes.memberByValue;
import static dev.postern.control.rest.patch.Changes.text;
import static dev.postern.control.rest.patch.PatchTable.ADD_REMOVE;
import static dev.postern.control.rest.patch.PatchTable.REPLACE;

import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.Quota;
import dev.postern.aws.Unverified;
import dev.postern.aws.error.UsageErrors;
import dev.postern.control.AccountStates;
import dev.postern.control.Descriptions;
import dev.postern.control.Pages;
import dev.postern.control.Quotas;
import dev.postern.control.Refusals;
import dev.postern.control.TagRules;
import dev.postern.control.rest.patch.PatchTable;
import dev.postern.control.state.AccountState;
import dev.postern.sdk.Shapes;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteApiKeyResponse;
import software.amazon.awssdk.services.apigateway.model.GetApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.GetApiKeyResponse;
import software.amazon.awssdk.services.apigateway.model.GetApiKeysRequest;
import software.amazon.awssdk.services.apigateway.model.GetApiKeysResponse;
import software.amazon.awssdk.services.apigateway.model.StageKey;
import software.amazon.awssdk.services.apigateway.model.UpdateApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateApiKeyResponse;

/**
 * Operations on ApiKey: a value by which usage plans identify clients.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_ApiKey.html">ApiKey</a>
 */
public final class ApiKeys {
  private static final int MIN_VALUE_LENGTH = 20;
  private static final int MAX_VALUE_LENGTH = 128;
  private static final int MAX_NAME_LENGTH = 1_024;

  @Unverified("The maximum length of a description is assumed; AWS documents none.")
  private static final int MAX_DESCRIPTION_LENGTH = 65_536;

  private final AccountStates accounts;
  private final Pages pages;
  private final TagRules tagRules;
  private final Quotas quotas;
  private final Ids ids;
  private final InstantSource clock;

  public ApiKeys(
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
  }

  private static final class Patches {
    static final PatchTable<ApiKey> TABLE =
        PatchTable.<ApiKey>refusing(Refusals::byOperation)
            .on(REPLACE, "/description", description(ApiKey.Builder::description))
            .on(REPLACE, "/enabled", flag(ApiKey.Builder::enabled))
            .on(REPLACE, "/name", text(ApiKey.Builder::name))
            .on(REPLACE, "/customerId", text(ApiKey.Builder::customerId))
            .on(ADD_REMOVE, "/stages", memberByValue(ApiKey::stageKeys, ApiKey.Builder::stageKeys))
            // AWS accepts labels but does not return them.
            .on(ADD_REMOVE, "/labels", (key, _) -> key)
            .build();
  }

  public CreateApiKeyResponse createApiKey(Caller caller, CreateApiKeyRequest request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Map<String, String> tags = tagRules.ofNew(request.tags());
    String value = request.value();
    ApiKey key =
        checked(
            Shapes.as(request, ApiKey::builder)
                .description(Descriptions.orNone(request.description()))
                .id(ids.tenCharacters())
                .value(value == null || value.isEmpty() ? ids.fortyCharacters() : value)
                .enabled(Boolean.TRUE.equals(request.enabled()))
                .stageKeys(request.stageKeys().stream().map(ApiKeys::path).toList())
                .tags(tags.isEmpty() ? null : tags)
                .createdDate(now)
                .lastUpdatedDate(now)
                .build());
    accounts.publish(caller, state -> withNew(state, key));
    return Shapes.as(key, CreateApiKeyResponse::builder).build();
  }

  private static String path(StageKey stage) {
    if (stage.restApiId() == null || stage.stageName() == null) {
      throw UsageErrors.invalidApiStage();
    }
    return stage.restApiId() + "/" + stage.stageName();
  }

  /** Returns the account with a new key. */
  AccountState withNew(AccountState state, ApiKey key) {
    if (state.keyIds().containsKey(key.value())) {
      throw UsageErrors.apiKeyExists();
    }
    quotas.checkRoom(Quota.API_KEYS, () -> state.keyIds().size());
    return state.withApiKey(key);
  }

  public GetApiKeyResponse getApiKey(Caller caller, GetApiKeyRequest request) {
    ApiKey key = key(accounts.get(caller), request.apiKey());
    return Shapes.as(
            withTags(Boolean.TRUE.equals(request.includeValue()) ? key : withoutValue(key)),
            GetApiKeyResponse::builder)
        .build();
  }

  public GetApiKeysResponse getApiKeys(Caller caller, GetApiKeysRequest request) {
    String prefix = request.nameQuery() == null ? "" : request.nameQuery();
    String customerId = request.customerId();
    Pages.Page<ApiKey> page =
        pages.newestFirst(
            accounts.get(caller).apiKeys(),
            request.limit(),
            request.position(),
            key ->
                Pages.hasPrefix(key.name(), prefix)
                    && (customerId == null || customerId.equals(key.customerId())));
    boolean values = Boolean.TRUE.equals(request.includeValues());
    return GetApiKeysResponse.builder()
        .items(page.map(key -> (values ? key : withoutValue(key)).toBuilder().tags(null).build()))
        .position(page.position())
        .build();
  }

  public UpdateApiKeyResponse updateApiKey(Caller caller, UpdateApiKeyRequest request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    AccountState updated =
        accounts.publish(
            caller,
            state -> {
              ApiKey old = key(state, request.apiKey());
              ApiKey patched = checked(Patches.TABLE.apply(old, request.patchOperations()));
              return state.withApiKey(patched.toBuilder().lastUpdatedDate(now).build());
            });
    return Shapes.as(
            withTags(withoutValue(key(updated, request.apiKey()))), UpdateApiKeyResponse::builder)
        .build();
  }

  public DeleteApiKeyResponse deleteApiKey(Caller caller, DeleteApiKeyRequest request) {
    accounts.publish(caller, state -> state.withoutApiKey(key(state, request.apiKey())));
    return DeleteApiKeyResponse.builder().build();
  }

  public static ApiKey key(AccountState state, String id) {
    return state.apiKeys().find(id).orElseThrow(UsageErrors::invalidApiKeyIdentifier);
  }

  /** Returns the key as AWS stores it, after checking it. */
  static ApiKey checked(ApiKey key) {
    if (key.value().length() < MIN_VALUE_LENGTH) {
      throw UsageErrors.apiKeyTooShort();
    }
    if (key.value().length() > MAX_VALUE_LENGTH) {
      throw UsageErrors.apiKeyTooLong();
    }
    String name = key.name();
    if (name != null && name.length() > MAX_NAME_LENGTH) {
      throw UsageErrors.apiKeyNameTooLong();
    }
    if (key.description() != null && key.description().length() > MAX_DESCRIPTION_LENGTH) {
      throw UsageErrors.invalidApiKeyDescription();
    }
    ApiKey.Builder stored = key.toBuilder();
    if (name != null && name.isEmpty()) {
      stored.name(null);
    }
    if (!key.hasStageKeys()) {
      stored.stageKeys(List.of());
    }
    return stored.build();
  }

  private static ApiKey withoutValue(ApiKey key) {
    return key.toBuilder().value(null).build();
  }

  private static ApiKey withTags(ApiKey key) {
    return key.toBuilder().tags(key.tags().isEmpty() ? Map.of() : key.tags()).build();
  }
}
