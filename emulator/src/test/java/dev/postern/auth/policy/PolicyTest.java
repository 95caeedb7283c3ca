package dev.postern.auth.policy;

import static dev.postern.auth.policy.Policies.BUCKET;
import static dev.postern.auth.policy.Policies.document;
import static dev.postern.auth.policy.Policies.identity;
import static dev.postern.auth.policy.Policies.json;
import static dev.postern.auth.policy.Policies.request;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The combination of statements, and violations of IAM's grammar.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">
 *     Policy evaluation logic</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">
 *     Grammar of the IAM JSON policy language</a>
 */
class PolicyTest {
  private static final String ALLOW_ALL =
      "{'Sid': 'All', 'Effect': 'Allow', 'Action': '*', 'Resource': '*'}";
  private static final String DENY_GET =
      "{'Sid': 'NoGet', 'Effect': 'Deny', 'Action': 's3:Get*', 'Resource': '*'}";

  @Test
  void noApplicableAllowIsAnImplicitDeny() {
    Decision decision = identity().evaluate(request("s3:GetObject", BUCKET));

    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.ImplicitDeny.class, deny -> assertThat(deny.undecided()).isFalse());
  }

  @Test
  void explicitDenyWinsAtAnyPosition() {
    AccessRequest get = request("s3:GetObject", BUCKET);

    assertThat(identity(ALLOW_ALL, DENY_GET).evaluate(get))
        .isInstanceOfSatisfying(
            Decision.ExplicitDeny.class,
            deny -> assertThat(deny.statement()).isEqualTo("statement \"NoGet\""));
    assertThat(identity(DENY_GET, ALLOW_ALL).evaluate(get))
        .isInstanceOf(Decision.ExplicitDeny.class);
    assertThat(identity(DENY_GET, ALLOW_ALL).evaluate(request("s3:PutObject", BUCKET)).allows())
        .isTrue();
  }

  @Test
  void oneStatementNeedsNoArray() {
    Policy policy =
        Policy.parse(json("{'Statement': " + ALLOW_ALL + "}"), PolicyKind.IDENTITY_BASED);

    assertThat(policy.evaluate(request("s3:GetObject", BUCKET)))
        .isInstanceOfSatisfying(
            Decision.Allow.class,
            allow -> assertThat(allow.statement()).isEqualTo("statement \"All\""));
  }

  @Test
  void statementWithoutSidIsNamedByItsPosition() {
    Policy policy = identity(DENY_GET, "{'Effect': 'Allow', 'Action': '*', 'Resource': '*'}");

    assertThat(policy.evaluate(request("s3:PutObject", BUCKET)))
        .isInstanceOfSatisfying(
            Decision.Allow.class, allow -> assertThat(allow.statement()).isEqualTo("statement 2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"Allow\"",
        "{",
        "{'Version': '2012-10-17'}",
        "{'Version': '2012-10-18', 'Statement': [%s]}",
        "{'Version': 2012, 'Statement': [%s]}",
        "{'Id': 1, 'Statement': [%s]}",
        "{'Statement': [%s], 'Statements': []}",
        "{'Statement': [%s]} x",
        "{'Statement': [%s], 'Statement': [%s]}",
        "{'Statement': 'Allow'}",
      })
  void malformedDocumentNeverAllows(String text) {
    Policy policy = Policy.parse(json(text.replace("%s", ALLOW_ALL)), PolicyKind.IDENTITY_BASED);

    Decision decision = policy.evaluate(request("s3:GetObject", BUCKET));

    assertThat(policy.malformations()).hasSize(1).first().asString().startsWith("malformed: ");
    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.ImplicitDeny.class, deny -> assertThat(deny.undecided()).isTrue());
    assertThat(decision.explanation().toString()).startsWith("malformed: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Effect': 'allow', 'Action': '*', 'Resource': '*'}",
        "{'Effect': 'Allow', 'Resource': '*'}",
        "{'Effect': 'Allow', 'Action': '*'}",
        "{'Effect': 'Allow', 'Action': [], 'Resource': '*'}",
        "{'Effect': 'Allow', 'Action': [1], 'Resource': '*'}",
        "{'Effect': 'Allow', 'Action': '*', 'NotAction': 'a:b', 'Resource': '*'}",
        "{'Effect': 'Allow', 'Action': 'GetObject', 'Resource': '*'}",
        "{'Effect': 'Allow', 'NotAction': 'GetObject', 'Resource': '*'}",
        "{'Effect': 'Allow', 'Action': '*', 'Resource': 'bucket'}",
        "{'Effect': 'Allow', 'Action': '*', 'NotResource': 'bucket'}",
        "{'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Principal': '*'}",
        "{'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Sid': 1}",
        "{'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'condition': {}}",
        "{'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': null}",
        "{'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': {'Bool': {}}}",
        "{'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': {'Bool': {'a': []}}}",
        "{'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': {'Bool': {'a': {}}}}",
        "1",
      })
  void malformedStatementNeverAllows(String statement) {
    Policy policy = identity(statement);

    Decision decision = policy.evaluate(request("s3:GetObject", BUCKET));

    assertThat(policy.malformations()).isNotEmpty();
    assertThat(decision).isInstanceOf(Decision.ImplicitDeny.class);
    assertThat(decision.explanation().toString()).contains("malformed: ");
  }

  @Test
  void malformedAllowDoesNotAffectOtherStatements() {
    Policy policy =
        identity(ALLOW_ALL, "{'Effect': 'Allow', 'Action': 'GetObject', 'Resource': '*'}");

    assertThat(policy.evaluate(request("s3:GetObject", BUCKET)).allows()).isTrue();
  }

  @Test
  void malformedDenyThatMayApplyTurnsAnAllowIntoAnImplicitDeny() {
    Policy policy =
        identity(
            ALLOW_ALL,
            "{'Effect': 'Deny', 'Action': 's3:*', 'Resource': '*', 'Condition':"
                + " {'StringIs': {'aws:username': 'bob'}}}");

    assertThat(policy.evaluate(request("s3:GetObject", BUCKET)))
        .isInstanceOfSatisfying(
            Decision.ImplicitDeny.class, deny -> assertThat(deny.undecided()).isTrue());
    assertThat(policy.evaluate(request("sqs:SendMessage", BUCKET)).allows()).isTrue();
  }

  @Test
  void sizeAndDepthAreBounded() {
    String deep = "[".repeat(100) + "]".repeat(100);
    String wide = json(ALLOW_ALL).replace("All", "x".repeat(40_000));

    assertThat(Policy.parse(deep, PolicyKind.IDENTITY_BASED).malformations()).hasSize(1);
    assertThat(
            Policy.parse(document("2012-10-17", wide), PolicyKind.IDENTITY_BASED).malformations())
        .containsExactly("malformed: the policy has more than 32768 characters");
  }
}
