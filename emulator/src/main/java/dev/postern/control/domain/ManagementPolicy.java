package dev.postern.control.domain;

import dev.postern.auth.policy.AccessRequest;
import dev.postern.auth.policy.ConditionKeys;
import dev.postern.auth.policy.Policy;
import dev.postern.auth.policy.PolicyKind;
import dev.postern.auth.policy.RequestPrincipal;
import dev.postern.aws.AccountId;
import software.amazon.awssdk.services.apigateway.model.DomainName;

/**
 * Evaluates the management policy of a private domain name: which accounts, besides its owner, may
 * associate VPC endpoints with it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-custom-domains-provider-share-cli.html">
 *     API provider: Share your private custom domain name using the API Gateway AWS CLI</a>
 */
final class ManagementPolicy {
  private static final String ACTION = "apigateway:CreateAccessAssociation";

  private ManagementPolicy() {}

  /** Returns whether the domain name's policy allows the account to associate a VPC endpoint. */
  static boolean allows(DomainName domain, AccountId account) {
    if (domain.managementPolicy() == null) {
      return false;
    }
    AccessRequest request =
        new AccessRequest(
            RequestPrincipal.root(account.value()),
            ACTION,
            domain.domainNameArn(),
            ConditionKeys.NONE);
    return Policy.parse(domain.managementPolicy(), PolicyKind.RESOURCE_BASED)
        .evaluate(request)
        .allows();
  }
}
