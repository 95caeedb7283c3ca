package dev.postern.auth.policy;

import static dev.postern.auth.policy.Policies.identity;
import static dev.postern.auth.policy.Policies.resource;
import static dev.postern.auth.policy.Policies.with;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final String FROM_OFFICE =
      "{'Sid': 'Office', 'Effect': 'Allow', 'Action': 's3:Get*', 'Resource': '*',"
          + " 'Condition': {'IpAddress': {'aws:SourceIp': ['203.0.113.0/24', '10.0.0.0/8']}}}";

  @Test
  void namesTheMatch() {
    Decision decision = identity(FROM_OFFICE).evaluate(with("aws:SourceIp", "10.1.2.3"));

    assertThat(decision.explanation())
        .hasToString(
            """
            statement "Office" (Allow) applies: action "s3:GetObject" is named by Action ["s3:Get*"]; \
            resource "arn:aws:s3:::bucket/home/bob/file" is named by Resource ["*"]; \
            condition IpAddress aws:SourceIp ["203.0.113.0/24", "10.0.0.0/8"] is true: \
            the request has ["10.1.2.3"]\
            """);
  }

  @Test
  void namesTheFirstMismatchInEachStatement() {
    Decision decision =
        identity(FROM_OFFICE, "{'Effect': 'Deny', 'NotAction': 's3:*', 'Resource': '*'}")
            .evaluate(with("aws:SourceIp"));

    assertThat(decision.explanation())
        .hasToString(
            """
            statement "Office" (Allow) does not apply: condition IpAddress aws:SourceIp \
            ["203.0.113.0/24", "10.0.0.0/8"] is false: the request has no value
            statement 2 (Deny) does not apply: action "s3:GetObject" is named by NotAction ["s3:*"]\
            """);
  }

  @Test
  void namesThePrincipal() {
    Decision decision =
        resource(
                "{'Effect': 'Allow', 'Action': '*', 'Resource': '*',"
                    + " 'Principal': {'AWS': '999999999999'}}")
            .evaluate(with("aws:SourceIp"));

    assertThat(decision.explanation().findings())
        .containsExactly(
            new Explanation.Finding(
                "statement 1",
                Effect.ALLOW,
                false,
                "principal \"arn:aws:iam::123456789012:user/bob\" is not named by"
                    + " Principal [\"999999999999\"]"));
  }

  @Test
  void namesMalformedElements() {
    Decision decision =
        identity(FROM_OFFICE.replace("IpAddress", "IpAdress"))
            .evaluate(with("aws:SourceIp", "10.1.2.3"));

    assertThat(decision.explanation())
        .hasToString(
            """
            malformed: statement "Office": there is no condition operator "IpAdress"
            statement "Office" (Allow) does not apply: \
            malformed: there is no condition operator "IpAdress"\
            """);
  }

  @Test
  void malformedValueOfTheRequestIsNamed() {
    Decision decision = identity(FROM_OFFICE).evaluate(with("aws:SourceIp", "unknown"));

    assertThat(decision.explanation().toString())
        .contains("cannot be evaluated: the request has [\"unknown\"]");
  }

  @Test
  void longValuesAreTruncated() {
    Decision decision = identity(FROM_OFFICE).evaluate(with("aws:SourceIp", "x".repeat(10_000)));

    assertThat(decision.explanation().toString()).hasSizeLessThan(1_000);
  }
}
