package dev.postern.auth.policy;

import static dev.postern.auth.policy.Policies.BOB;
import static dev.postern.auth.policy.Policies.BUCKET;
import static dev.postern.auth.policy.Policies.document;
import static dev.postern.auth.policy.Policies.identity;
import static dev.postern.auth.policy.Policies.under;
import static dev.postern.auth.policy.Policies.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Policy variables.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">IAM
 *     policy elements: Variables and tags</a>
 */
class PolicyVariablesTest {
  private static final String HOME =
      "{'Effect': 'Allow', 'Action': '*', 'Resource': 'arn:aws:s3:::bucket/home/${aws:UserName}/*'}";

  @Test
  void resourceMayContainAVariable() {
    assertThat(identity(HOME).evaluate(with("aws:username", "bob")).allows()).isTrue();
    assertThat(identity(HOME).evaluate(with("aws:username", "alice")).allows()).isFalse();
  }

  @Test
  void variableWithoutAValueMatchesNoResource() {
    Policy notHome = identity(HOME.replace("Resource", "NotResource"));

    assertThat(identity(HOME).evaluate(with("aws:username")).allows()).isFalse();
    assertThat(notHome.evaluate(with("aws:username")).allows()).isTrue();
  }

  @Test
  void variableWithoutAValueEqualsNothing() {
    AccessRequest tagged = with("s3:ExistingObjectTag/Team", "yellow");
    String team = "'${aws:principaltag/Team}'";
    String key = "s3:ExistingObjectTag/Team";

    assertThat(under("StringEquals", key, team).evaluate(tagged).allows()).isFalse();
    assertThat(under("StringLike", key, team).evaluate(tagged).allows()).isFalse();
    assertThat(under("StringNotEquals", key, team).evaluate(tagged).allows()).isTrue();
    assertThat(under("StringNotLike", key, team).evaluate(tagged).allows()).isTrue();
  }

  @Test
  void earlierVersionsHaveNoVariables() {
    Policy old = Policy.parse(document("2008-10-17", HOME), PolicyKind.IDENTITY_BASED);
    AccessRequest bob = with("aws:username", "bob");
    AccessRequest literal =
        new AccessRequest(
            BOB, "s3:Get", "arn:aws:s3:::bucket/home/${aws:UserName}/x", ConditionKeys.NONE);

    assertThat(old.evaluate(bob).allows()).isFalse();
    assertThat(old.evaluate(literal).allows()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "StringEquals | ${*}a${?}${$}{b}           | *a?${b}      | true",
        "StringLike   | a${*}*                     | a*b          | true",
        "StringLike   | a${*}*                     | ab           | false",
        "StringLike   | a${?}                      | ab           | false",
        "StringEquals | x-${test:none, 'any one'}  | x-any one    | true",
        "StringEquals | x-${test:none,'a}b'}y      | x-a}by       | true",
        "StringLike   | ${test:none, 'a*'}         | ab           | false",
        "StringEquals | $a                         | $a           | true",
      })
  void specialCharactersAndDefaultValuesAreSubstituted(
      String operator, String value, String actual, boolean expected) {
    Policy policy =
        Policy.parse(
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\","
                + "\"Resource\":\"*\",\"Condition\":{\"%s\":{\"test:key\":\"%s\"}}}}"
                    .formatted(operator, value),
            PolicyKind.IDENTITY_BASED);

    assertThat(policy.malformations()).isEmpty();
    assertThat(policy.evaluate(with("test:key", actual)).allows()).isEqualTo(expected);
  }

  /** "You can't use a multivalued condition key as a variable." */
  @Test
  void multivaluedKeyIsNotAVariable() {
    Policy policy = under("StringEquals", "test:a", "'${test:b}'");

    assertThat(allowed(policy, List.of("x"))).isTrue();
    assertThat(allowed(policy, List.of("x", "y"))).isFalse();
  }

  private static boolean allowed(Policy policy, List<String> values) {
    return policy.evaluate(with(Map.of("test:a", List.of("x"), "test:b", values))).allows();
  }

  @Test
  void valueOfAVariableContainsNoWildcardsAndNoVariables() {
    assertThat(identity(HOME).evaluate(with("aws:username", "*")).allows()).isFalse();
    assertThat(identity(HOME).evaluate(with("aws:username", "b?b")).allows()).isFalse();
    assertThat(
            under("StringEquals", "test:key", "'${test:key}'")
                .evaluate(with("test:key", "${test:key}"))
                .allows())
        .isTrue();
  }

  @Test
  void arnOperatorsAndBoolTakeVariables() {
    Policy arn = under("ArnLike", "test:a", "'arn:aws:s3:::${test:b}/*'");
    Policy bool = under("Bool", "test:a", "'${test:b}'");

    assertThat(
            arn.evaluate(
                    with(Map.of("test:a", List.of("arn:aws:s3:::x/y"), "test:b", List.of("x"))))
                .allows())
        .isTrue();
    assertThat(
            bool.evaluate(with(Map.of("test:a", List.of("true"), "test:b", List.of("true"))))
                .allows())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NumericNotEquals",
        "DateNotEquals",
        "NotIpAddress",
        "BinaryEquals",
        "Null",
      })
  void otherOperatorsTakeNoVariables(String operator) {
    Policy policy = under(operator, "test:key", "'${test:key}'");

    assertThat(policy.malformations()).hasSize(1);
    assertThat(policy.evaluate(with("test:key", "1")).allows()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:s3:::bucket/${aws:username",
        "arn:aws:s3:::bucket/${}",
        "arn:aws:s3:::bucket/${, x}",
        "arn:aws:s3:::bucket/${aws:username, x}",
        "arn:aws:s3:${aws:RequestedRegion}::bucket",
        "${aws:PrincipalTag/arn}",
      })
  void malformedVariableNeverAllows(String resource) {
    Policy policy =
        identity("{'Effect': 'Allow', 'Action': '*', 'NotResource': '%s'}".formatted(resource));

    assertThat(policy.malformations()).hasSize(1);
    assertThat(policy.evaluate(Policies.request("s3:GetObject", BUCKET)).allows()).isFalse();
  }
}
