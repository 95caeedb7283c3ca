package dev.postern.control.state;

import dev.postern.aws.Caller;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.GetAccountResponse;
import software.amazon.awssdk.services.apigateway.model.ThrottleSettings;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;

/**
 * What an account has in a region beside its APIs. The maps are persistent.
 *
 * @param settings as GetAccount answers them; the SDK has no entity class of its own for them
 * @param apiKeys by id, always with their values
 * @param keyIds id of an API key by its value
 * @param usagePlans by id
 * @param planKeys what CreateUsagePlanKey added to plans, by the plan's id and that of the API key
 */
public record AccountState(
    Caller owner,
    GetAccountResponse settings,
    Recent<ApiKey> apiKeys,
    PMap<String, String> keyIds,
    PSortedMap<String, UsagePlan> usagePlans,
    PMap<String, Recent<PlanKey>> planKeys) {

  /**
   * An account that never changed anything.
   *
   * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_GetAccount.html">
   *     GetAccount</a>
   */
  public static AccountState of(Caller owner) {
    return new AccountState(
        owner,
        GetAccountResponse.builder()
            .throttleSettings(
                ThrottleSettings.builder().burstLimit(5_000).rateLimit(10_000.0).build())
            .features("UsagePlans")
            .apiKeyVersion("4")
            .build(),
        Recent.empty(),
        HashTreePMap.empty(),
        TreePMap.empty(),
        HashTreePMap.empty());
  }

  public AccountState withSettings(GetAccountResponse newSettings) {
    return new AccountState(owner, newSettings, apiKeys, keyIds, usagePlans, planKeys);
  }

  /** Adds the key, or replaces the one of that id; a key's value never changes. */
  public AccountState withApiKey(ApiKey key) {
    return new AccountState(
        owner,
        settings,
        apiKeys.plus(key.id(), key),
        keyIds.plus(key.value(), key.id()),
        usagePlans,
        planKeys);
  }

  /** Removes the key, from all plans too. */
  public AccountState withoutApiKey(ApiKey key) {
    PMap<String, Recent<PlanKey>> left = planKeys;
    for (String planId : planKeys.keySet()) {
      left = left.plus(planId, keysOf(planId).minus(key.id()));
    }
    return new AccountState(
        owner, settings, apiKeys.minus(key.id()), keyIds.minus(key.value()), usagePlans, left);
  }

  /** The API keys in a plan. */
  public Recent<PlanKey> keysOf(String planId) {
    Recent<PlanKey> keys = planKeys.get(planId);
    return keys == null ? Recent.empty() : keys;
  }

  public AccountState withUsagePlan(UsagePlan plan) {
    return new AccountState(
        owner, settings, apiKeys, keyIds, usagePlans.plus(plan.id(), plan), planKeys);
  }

  public AccountState withoutUsagePlan(String planId) {
    return new AccountState(
        owner, settings, apiKeys, keyIds, usagePlans.minus(planId), planKeys.minus(planId));
  }

  public AccountState withKeysOf(String planId, Recent<PlanKey> keys) {
    return new AccountState(
        owner, settings, apiKeys, keyIds, usagePlans, planKeys.plus(planId, keys));
  }
}
