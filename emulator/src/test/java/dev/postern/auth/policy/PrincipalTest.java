package dev.postern.auth.policy;

import static dev.postern.auth.policy.Policies.ACCOUNT;
import static dev.postern.auth.policy.Policies.BOB;
import static dev.postern.auth.policy.Policies.requestOf;
import static dev.postern.auth.policy.Policies.resource;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The principals that a statement names.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">
 *     AWS JSON policy elements: Principal</a>
 */
class PrincipalTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/service/reader";
  private static final String SESSION = "arn:aws:sts::123456789012:assumed-role/reader/s1";
  private static final RequestPrincipal READER =
      RequestPrincipal.roleSession(ACCOUNT, ROLE, SESSION);
  private static final RequestPrincipal GATEWAY =
      new RequestPrincipal.Service("apigateway.amazonaws.com");
  private static final RequestPrincipal COGNITO =
      new RequestPrincipal.Federated("cognito-identity.amazonaws.com");
  private static final RequestPrincipal OWNER =
      new RequestPrincipal.AccountMember(ACCOUNT, List.of(), "79a59df900b949e5");
  private static final Map<String, RequestPrincipal> PRINCIPALS =
      Map.of(
          "anonymous",
          RequestPrincipal.anonymous(),
          "root",
          RequestPrincipal.root(ACCOUNT),
          "bob",
          BOB,
          "reader",
          READER,
          "gateway",
          GATEWAY,
          "cognito",
          COGNITO,
          "owner",
          OWNER);

  private static boolean allowed(String principal, RequestPrincipal caller) {
    return resource(
            "{'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Principal': %s}"
                .formatted(principal))
        .evaluate(requestOf(caller))
        .allows();
  }

  private static Decision unless(String notPrincipal, RequestPrincipal caller) {
    return resource(
            "{'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Principal': '*'}",
            "{'Effect': 'Deny', 'Action': '*', 'Resource': '*', 'NotPrincipal': %s}"
                .formatted(notPrincipal))
        .evaluate(requestOf(caller));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'*'                                                        | anonymous root bob reader gateway cognito owner",
        "{'AWS': '*'}                                               | anonymous root bob reader gateway cognito owner",
        "{'AWS': '123456789012'}                                    | root bob reader owner",
        "{'AWS': 'arn:aws:iam::123456789012:root'}                  | root bob reader owner",
        "{'AWS': '999999999999'}                                    | nobody",
        "{'AWS': 'arn:aws:iam::123456789012:user/bob'}              | bob",
        "{'AWS': 'arn:aws:iam::123456789012:user/Bob'}              | nobody",
        "{'AWS': 'arn:aws:iam::123456789012:role/service/reader'}   | reader",
        "{'AWS': 'arn:aws:sts::123456789012:assumed-role/reader/s1'}| reader",
        "{'AWS': 'arn:aws:sts::123456789012:assumed-role/reader/s2'}| nobody",
        "{'AWS': 'AIDACKCEVSQ6C2EXAMPLE'}                           | nobody",
        "{'Service': 'apigateway.amazonaws.com'}                    | gateway",
        "{'Federated': 'cognito-identity.amazonaws.com'}            | cognito",
        "{'CanonicalUser': '79a59df900b949e5'}                      | owner",
        "{'Service': ['a.amazonaws.com', 'apigateway.amazonaws.com'], 'AWS': ['111111111111', 'arn:aws:iam::123456789012:user/bob']} | bob gateway",
      })
  void principalElementMatchesThePrincipalsItNames(String principal, String named) {
    List<String> expected = List.of(named.split(" "));

    PRINCIPALS.forEach((name, caller) ->
        assertThat(allowed(principal, caller)).as(name).isEqualTo(expected.contains(name)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "'123456789012'",
        "'apigateway.amazonaws.com'",
        "{'AWS': []}",
        "{'AWS': 1}",
        "{'AWS': '12345678901'}",
        "{'AWS': 'arn:aws:iam::123456789012:user/*'}",
        "{'AWS': 'arn:aws:iam::123456789012:*'}",
        "{'AWS': 'arn:aws:iam::*:root'}",
        "{'AWS': 'arn:aws:s3:::bucket'}",
        "{'Service': '*'}",
        "{'Service': '*.amazonaws.com'}",
        "{'Everybody': '*'}",
      })
  void partialWildcardsAndOtherFormsNeverAllow(String principal) {
    PRINCIPALS.values().forEach(caller -> assertThat(allowed(principal, caller)).isFalse());
    PRINCIPALS
        .values()
        .forEach(caller ->
            assertThat(
                    resource(
                            "{'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Principal': '*'}",
                            "{'Effect': 'Deny', 'Action': '*', 'Resource': '*', 'Principal': %s}"
                                .formatted(principal))
                        .evaluate(requestOf(caller)))
                .isInstanceOfSatisfying(
                    Decision.ImplicitDeny.class, deny -> assertThat(deny.undecided()).isTrue()));
  }

  /**
   * The account is checked first, then the user or the role and its session.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html">
   *     AWS JSON policy elements: NotPrincipal</a>
   */
  @Test
  void notPrincipalExcludesPrincipalsItNamesCompletely() {
    String user = "'arn:aws:iam::123456789012:user/bob'";
    String root = "'arn:aws:iam::123456789012:root'";
    String session = "'" + SESSION + "', '" + ROLE + "'";

    assertThat(unless("{'AWS': [" + user + ", " + root + "]}", BOB).allows()).isTrue();
    assertThat(unless("{'AWS': [" + user + "]}", BOB)).isInstanceOf(Decision.ExplicitDeny.class);
    assertThat(unless("{'AWS': [" + root + "]}", BOB)).isInstanceOf(Decision.ExplicitDeny.class);
    assertThat(unless("{'AWS': [" + root + "]}", RequestPrincipal.root(ACCOUNT)).allows()).isTrue();
    assertThat(unless("{'AWS': [" + session + ", " + root + "]}", READER).allows()).isTrue();
    assertThat(unless("{'AWS': ['" + SESSION + "', " + root + "]}", READER))
        .isInstanceOf(Decision.ExplicitDeny.class);
    assertThat(unless("{'AWS': [" + user + ", " + root + "]}", GATEWAY))
        .isInstanceOf(Decision.ExplicitDeny.class);
    assertThat(unless("{'Service': 'apigateway.amazonaws.com'}", GATEWAY).allows()).isTrue();
    assertThat(unless("{'AWS': [" + user + "]}", RequestPrincipal.anonymous()))
        .isInstanceOf(Decision.ExplicitDeny.class);
    assertThat(unless("'*'", RequestPrincipal.anonymous()).allows()).isTrue();
  }

  /** "Using it with Allow is not supported", and not in a role's trust policy. */
  @Test
  void notPrincipalNeverAllows() {
    Policy policy =
        resource(
            "{'Effect': 'Allow', 'Action': '*', 'Resource': '*',"
                + " 'NotPrincipal': {'AWS': '999999999999'}}");

    assertThat(policy.malformations()).hasSize(1);
    assertThat(policy.evaluate(requestOf(BOB))).isInstanceOf(Decision.ImplicitDeny.class);
  }

  @Test
  void resourceBasedPolicyNeedsAPrincipal() {
    Policy policy = resource("{'Effect': 'Allow', 'Action': '*', 'Resource': '*'}");

    assertThat(policy.malformations()).hasSize(1);
    assertThat(policy.evaluate(requestOf(BOB)).allows()).isFalse();
  }

  @Test
  void trustPolicyNamesNoResource() {
    String trust =
        "{'Effect': 'Allow', 'Action': 'sts:AssumeRole',"
            + " 'Principal': {'Service': 'apigateway.amazonaws.com'}%s}";
    AccessRequest assume = new AccessRequest(GATEWAY, "sts:AssumeRole", ROLE, ConditionKeys.NONE);

    assertThat(trust(trust.formatted("")).evaluate(assume).allows()).isTrue();
    assertThat(trust(trust.formatted(", 'Resource': '*'")).evaluate(assume).allows()).isFalse();
  }

  private static Policy trust(String statement) {
    return Policy.parse(Policies.document("2012-10-17", statement), PolicyKind.ROLE_TRUST);
  }
}
