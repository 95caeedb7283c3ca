package dev.postern.control.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.AccountId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.apigateway.model.DomainName;

/**
 * Tests which accounts may associate VPC endpoints with a private domain name.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-custom-domains-provider-share-cli.html">
 *     API provider: Share your private custom domain name using the API Gateway AWS CLI</a>
 */
class ManagementPolicyTest {
  private static final String ARN =
      "arn:aws:apigateway:us-west-2:111122223333:/domainnames/private.example.com+abcd1234";
  private static final String GUIDE =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
      "Principal":{"AWS":["arn:aws:iam::444455556666:root","arn:aws:iam::777788889999:root"]},\
      "Action":"apigateway:CreateAccessAssociation","Resource":"%s"}]}\
      """
          .formatted(ARN);

  private static boolean allows(@Nullable String policy, String account) {
    DomainName domain = DomainName.builder().domainNameArn(ARN).managementPolicy(policy).build();
    return ManagementPolicy.allows(domain, new AccountId(account));
  }

  @Test
  void policyOfTheGuideAllowsItsAccounts() {
    assertThat(allows(GUIDE, "444455556666")).isTrue();
    assertThat(allows(GUIDE, "777788889999")).isTrue();
    assertThat(allows(GUIDE, "999999999999")).isFalse();
  }

  @Test
  void missingPolicyAllowsNobody() {
    assertThat(allows(null, "444455556666")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "apigateway:Create*, true",
    "apigateway:*, true",
    "*, true",
    "execute-api:Invoke, false",
  })
  void actionMustMatchTheAssociation(String action, boolean expected) {
    String policy = GUIDE.replace("apigateway:CreateAccessAssociation", action);

    assertThat(allows(policy, "444455556666")).isEqualTo(expected);
  }

  @Test
  void statementForAnotherDomainNameIsIgnored() {
    assertThat(allows(GUIDE.replace("abcd1234", "other"), "444455556666")).isFalse();
    assertThat(allows(GUIDE.replace("private.example.com+abcd1234", "*"), "444455556666")).isTrue();
  }

  @Test
  void denyOverridesAllow() {
    String deny =
        """
        ,{"Effect":"Deny","Principal":{"AWS":"444455556666"},"Action":"*","Resource":"*"}]}\
        """;
    String policy = GUIDE.replaceAll("]}$", deny);

    assertThat(allows(policy, "444455556666")).isFalse();
    assertThat(allows(policy, "777788889999")).isTrue();
  }
}
