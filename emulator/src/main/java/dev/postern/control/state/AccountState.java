package dev.postern.control.state;

import dev.postern.aws.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.ApiStage;
import software.amazon.awssdk.services.apigateway.model.DomainNameAccessAssociation;
import software.amazon.awssdk.services.apigateway.model.GetAccountResponse;
import software.amazon.awssdk.services.apigateway.model.ThrottleSettings;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;

/**
 * The resources of an account in a region that are not part of an API. The maps are persistent.
 *
 * @param settings as GetAccount returns them; the SDK has no entity class for them
 * @param apiKeys by id, always including their values
 * @param keyIds ids of API keys by value
 * @param usagePlans by id
 * @param planKeys keys that CreateUsagePlanKey added to plans, by plan id and API key id
 * @param clientCertificates by id
 * @param vpcLinks by id
 * @param domainNames by {@link DomainNameState#key()}
 * @param accessAssociations of VPC endpoints with private domain names, by ARN
 */
public record AccountState(
    Caller owner,
    GetAccountResponse settings,
    CreationOrder<ApiKey> apiKeys,
    PMap<String, String> keyIds,
    CreationOrder<UsagePlan> usagePlans,
    PMap<String, CreationOrder<PlanKey>> planKeys,
    CreationOrder<ClientIdentity> clientCertificates,
    CreationOrder<VpcLinkState> vpcLinks,
    PSortedMap<String, DomainNameState> domainNames,
    PSortedMap<String, DomainNameAccessAssociation> accessAssociations) {

  /**
   * Returns the initial state of an account.
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
        CreationOrder.empty(),
        HashTreePMap.empty(),
        CreationOrder.empty(),
        HashTreePMap.empty(),
        CreationOrder.empty(),
        CreationOrder.empty(),
        TreePMap.empty(),
        TreePMap.empty());
  }

  public AccountState withSettings(GetAccountResponse newSettings) {
    return with(newSettings, apiKeys, keyIds, usagePlans, planKeys);
  }

  /** Adds the key, or replaces the key with the same id. A key's value never changes. */
  public AccountState withApiKey(ApiKey key) {
    return with(
        settings,
        apiKeys.plus(key.id(), key),
        keyIds.plus(key.value(), key.id()),
        usagePlans,
        planKeys);
  }

  /** Removes the key from the account and from all usage plans. */
  public AccountState withoutApiKey(ApiKey key) {
    PMap<String, CreationOrder<PlanKey>> left = planKeys;
    for (String planId : planKeys.keySet()) {
      left = left.plus(planId, keysOf(planId).minus(key.id()));
    }
    return with(settings, apiKeys.minus(key.id()), keyIds.minus(key.value()), usagePlans, left);
  }

  /** Returns the API keys of a usage plan. */
  public CreationOrder<PlanKey> keysOf(String planId) {
    CreationOrder<PlanKey> keys = planKeys.get(planId);
    return keys == null ? CreationOrder.empty() : keys;
  }

  public AccountState withUsagePlan(UsagePlan plan) {
    return with(settings, apiKeys, keyIds, usagePlans.plus(plan.id(), plan), planKeys);
  }

  public AccountState withoutUsagePlan(String planId) {
    return with(settings, apiKeys, keyIds, usagePlans.minus(planId), planKeys.minus(planId));
  }

  /**
   * Takes stages out of all usage plans.
   *
   * @param stageName null for all stages of the API
   */
  public AccountState withoutApiStages(String apiId, @Nullable String stageName) {
    CreationOrder<UsagePlan> left = usagePlans;
    for (UsagePlan plan : usagePlans.values()) {
      List<ApiStage> stages =
          plan.apiStages().stream()
              .filter(stage ->
                  !apiId.equals(stage.apiId())
                      || (stageName != null && !stageName.equals(stage.stage())))
              .toList();
      if (stages.size() < plan.apiStages().size()) {
        left = left.plus(plan.id(), plan.toBuilder().apiStages(stages).build());
      }
    }
    return with(settings, apiKeys, keyIds, left, planKeys);
  }

  public AccountState withKeysOf(String planId, CreationOrder<PlanKey> keys) {
    return with(settings, apiKeys, keyIds, usagePlans, planKeys.plus(planId, keys));
  }

  private AccountState with(
      GetAccountResponse newSettings,
      CreationOrder<ApiKey> newKeys,
      PMap<String, String> newKeyIds,
      CreationOrder<UsagePlan> newPlans,
      PMap<String, CreationOrder<PlanKey>> newPlanKeys) {
    return new AccountState(
        owner,
        newSettings,
        newKeys,
        newKeyIds,
        newPlans,
        newPlanKeys,
        clientCertificates,
        vpcLinks,
        domainNames,
        accessAssociations);
  }

  public AccountState withClientCertificates(CreationOrder<ClientIdentity> certificates) {
    return with(certificates, vpcLinks, domainNames, accessAssociations);
  }

  public AccountState withVpcLinks(CreationOrder<VpcLinkState> links) {
    return with(clientCertificates, links, domainNames, accessAssociations);
  }

  /** Adds the domain name, or replaces the one with the same key. */
  public AccountState withDomainName(DomainNameState domain) {
    return with(
        clientCertificates, vpcLinks, domainNames.plus(domain.key(), domain), accessAssociations);
  }

  public AccountState withoutDomainName(DomainNameState domain) {
    return with(clientCertificates, vpcLinks, domainNames.minus(domain.key()), accessAssociations);
  }

  public AccountState withAccessAssociations(
      PSortedMap<String, DomainNameAccessAssociation> associations) {
    return with(clientCertificates, vpcLinks, domainNames, associations);
  }

  private AccountState with(
      CreationOrder<ClientIdentity> newCertificates,
      CreationOrder<VpcLinkState> newLinks,
      PSortedMap<String, DomainNameState> newDomains,
      PSortedMap<String, DomainNameAccessAssociation> newAssociations) {
    return new AccountState(
        owner,
        settings,
        apiKeys,
        keyIds,
        usagePlans,
        planKeys,
        newCertificates,
        newLinks,
        newDomains,
        newAssociations);
  }
}
