package dev.postern.control.rest.usage;

import dev.postern.aws.Caller;
import dev.postern.aws.Quota;
import dev.postern.aws.error.UsageErrors;
import dev.postern.control.AccountStates;
import dev.postern.control.Pages;
import dev.postern.control.Quotas;
import dev.postern.control.state.AccountState;
import dev.postern.control.state.PlanKey;
import dev.postern.sdk.Shapes;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
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
 * Operations on UsagePlanKey: the API keys of usage plans.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_UsagePlanKey.html">
 *     UsagePlanKey</a>
 */
public final class UsagePlanKeys {
  private static final String TYPE = "API_KEY";

  private final AccountStates accounts;
  private final Pages pages;
  private final Quotas quotas;
  private final InstantSource clock;

  public UsagePlanKeys(AccountStates accounts, Pages pages, Quotas quotas, InstantSource clock) {
    this.accounts = accounts;
    this.pages = pages;
    this.quotas = quotas;
    this.clock = clock;
  }

  public CreateUsagePlanKeyResponse createUsagePlanKey(
      Caller caller, CreateUsagePlanKeyRequest request) {
    Instant now = clock.instant();
    AccountState added =
        accounts.publish(
            caller,
            state -> {
              UsagePlans.plan(state, request.usagePlanId());
              ApiKeys.key(state, request.keyId());
              if (!request.keyType().equals(TYPE)) {
                throw UsageErrors.invalidKeyType();
              }
              return with(state, request.usagePlanId(), request.keyId(), now);
            });
    return Shapes.as(
            shown(ApiKeys.key(added, request.keyId())), CreateUsagePlanKeyResponse::builder)
        .build();
  }

  /** Returns the account with the key added to a plan. */
  AccountState with(AccountState state, String planId, String keyId, Instant now) {
    UsagePlan plan = UsagePlans.plan(state, planId);
    checkNew(state, plan, ApiKeys.key(state, keyId));
    LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
    PlanKey added = new PlanKey(keyId, today, null);
    return state.withKeysOf(planId, state.keysOf(planId).plus(keyId, added));
  }

  public GetUsagePlanKeyResponse getUsagePlanKey(Caller caller, GetUsagePlanKeyRequest request) {
    AccountState state = accounts.get(caller);
    UsagePlan plan = UsagePlans.plan(state, request.usagePlanId());
    return Shapes.as(shown(key(state, plan, request.keyId())), GetUsagePlanKeyResponse::builder)
        .build();
  }

  /** Returns the keys of a plan, none for an unknown plan. */
  public GetUsagePlanKeysResponse getUsagePlanKeys(Caller caller, GetUsagePlanKeysRequest request) {
    AccountState state = accounts.get(caller);
    String prefix = request.nameQuery() == null ? "" : request.nameQuery();
    Pages.Page<PlanKey> page =
        pages.newestFirst(
            state.keysOf(request.usagePlanId()),
            request.limit(),
            request.position(),
            key -> Pages.hasPrefix(ApiKeys.key(state, key.keyId()).name(), prefix));
    return GetUsagePlanKeysResponse.builder()
        .items(page.map(key -> shown(ApiKeys.key(state, key.keyId()))))
        .position(page.position())
        .build();
  }

  public DeleteUsagePlanKeyResponse deleteUsagePlanKey(
      Caller caller, DeleteUsagePlanKeyRequest request) {
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
    return ApiKeys.key(state, planKey(state, plan, keyId).keyId());
  }

  static PlanKey planKey(AccountState state, UsagePlan plan, String keyId) {
    return state.keysOf(plan.id()).find(keyId).orElseThrow(UsageErrors::invalidApiKeyIdentifier);
  }

  /** Throws if the key is in the plan, or in another plan for one of the plan's stages. */
  private void checkNew(AccountState state, UsagePlan plan, ApiKey key) {
    if (state.keysOf(plan.id()).containsKey(key.id())) {
      throw UsageErrors.keyAlreadyInPlan(key.id(), plan.id());
    }
    Set<String> stages = stages(plan);
    List<UsagePlan> others =
        state.usagePlans().values().stream()
            .filter(other -> state.keysOf(other.id()).containsKey(key.id()))
            .toList();
    for (UsagePlan other : others) {
      if (!Collections.disjoint(stages, stages(other))) {
        throw UsageErrors.keyAlreadyOnStage(key.id(), plan.id());
      }
    }
    quotas.checkRoom(Quota.USAGE_PLANS_PER_API_KEY, others::size);
  }

  /** Throws if a key of the plan is also in another plan for one of the plan's stages. */
  static void checkStages(AccountState state, UsagePlan plan) {
    Set<String> stages = stages(plan);
    for (UsagePlan other : state.usagePlans().values()) {
      if (!other.id().equals(plan.id()) && !Collections.disjoint(stages, stages(other))) {
        for (String keyId : state.keysOf(plan.id()).keySet()) {
          if (state.keysOf(other.id()).containsKey(keyId)) {
            throw UsageErrors.keyAlreadyOnStage(keyId, plan.id());
          }
        }
      }
    }
  }

  private static Set<String> stages(UsagePlan plan) {
    return plan.apiStages().stream().map(UsagePlanPatches::name).collect(Collectors.toSet());
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
