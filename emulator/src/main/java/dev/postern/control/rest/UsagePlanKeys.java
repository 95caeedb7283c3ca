package dev.postern.control.rest;

import dev.postern.aws.Caller;
import dev.postern.aws.error.UsageErrors;
import dev.postern.control.state.AccountState;
import dev.postern.control.state.Recent;
import dev.postern.sdk.Shapes;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanKeyRequest;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanKeyResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteUsagePlanKeyRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteUsagePlanKeyResponse;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanKeyRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanKeyResponse;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanKeysRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanKeysResponse;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;
import software.amazon.awssdk.services.apigateway.model.UsagePlanKey;

/**
 * Operations on UsagePlanKey: which API keys are of a usage plan.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_UsagePlanKey.html">
 *     UsagePlanKey</a>
 */
final class UsagePlanKeys {
  private static final String TYPE = "API_KEY";

  private final AccountStates accounts;
  private final Pages pages;

  UsagePlanKeys(AccountStates accounts, Pages pages) {
    this.accounts = accounts;
    this.pages = pages;
  }

  CreateUsagePlanKeyResponse createUsagePlanKey(Caller caller, CreateUsagePlanKeyRequest request) {
    AccountState added =
        accounts.publish(
            caller,
            state -> {
              UsagePlan plan = UsagePlans.plan(state, request.usagePlanId());
              ApiKey key = ApiKeys.key(state, request.keyId());
              checkNew(state, plan, key, request.keyType());
              Recent<String> keys = state.keysOf(plan.id()).plus(key.id(), key.id());
              return state.withKeysOf(plan.id(), keys);
            });
    return Shapes.as(
            shown(ApiKeys.key(added, request.keyId())), CreateUsagePlanKeyResponse::builder)
        .build();
  }

  GetUsagePlanKeyResponse getUsagePlanKey(Caller caller, GetUsagePlanKeyRequest request) {
    AccountState state = accounts.get(caller);
    UsagePlan plan = UsagePlans.plan(state, request.usagePlanId());
    return Shapes.as(shown(key(state, plan, request.keyId())), GetUsagePlanKeyResponse::builder)
        .build();
  }

  /** An unknown plan has no keys; it is no error. */
  GetUsagePlanKeysResponse getUsagePlanKeys(Caller caller, GetUsagePlanKeysRequest request) {
    AccountState state = accounts.get(caller);
    String prefix = request.nameQuery() == null ? "" : request.nameQuery();
    Pages.Page<String> page =
        pages.newestFirst(
            state.keysOf(request.usagePlanId()),
            request.limit(),
            request.position(),
            id -> ApiKeys.hasPrefix(ApiKeys.key(state, id).name(), prefix));
    return GetUsagePlanKeysResponse.builder()
        .items(page.map(id -> shown(ApiKeys.key(state, id))))
        .position(page.position())
        .build();
  }

  DeleteUsagePlanKeyResponse deleteUsagePlanKey(Caller caller, DeleteUsagePlanKeyRequest request) {
    accounts.publish(
        caller,
        state -> {
          UsagePlan plan = UsagePlans.plan(state, request.usagePlanId());
          ApiKey key = key(state, plan, request.keyId());
          return state.withKeysOf(plan.id(), state.keysOf(plan.id()).minus(key.id()));
        });
    return DeleteUsagePlanKeyResponse.builder().build();
  }

  private static ApiKey key(AccountState state, UsagePlan plan, String keyId) {
    return state
        .keysOf(plan.id())
        .get(keyId)
        .map(id -> ApiKeys.key(state, id))
        .orElseThrow(UsageErrors::invalidApiKeyIdentifier);
  }

  /** A key may be in several plans, but for one stage in one only. */
  private static void checkNew(AccountState state, UsagePlan plan, ApiKey key, String keyType) {
    if (!keyType.equals(TYPE)) {
      throw UsageErrors.invalidKeyType();
    }
    if (state.keysOf(plan.id()).get(key.id()).isPresent()) {
      throw UsageErrors.keyAlreadyInPlan(key.id(), plan.id());
    }
    Set<String> stages =
        plan.apiStages().stream().map(UsagePlanPatches::name).collect(Collectors.toSet());
    for (UsagePlan other : state.usagePlans().values()) {
      if (state.keysOf(other.id()).get(key.id()).isPresent()
          && other.apiStages().stream().map(UsagePlanPatches::name).anyMatch(stages::contains)) {
        throw UsageErrors.keyAlreadyOnStage(key.id(), plan.id());
      }
    }
  }

  private static UsagePlanKey shown(ApiKey key) {
    return UsagePlanKey.builder()
        .id(key.id())
        .name(key.name())
        .type(TYPE)
        .value(key.value())
        .build();
  }
}
