package dev.postern.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvokePolicyTest {
  private static final String GATEWAY = "apigateway.amazonaws.com";
  private static final String ACCOUNT = "123456789012";
  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:f";
  private static final String METHOD =
      "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/prod/GET/pets/*";

  @Test
  void emptyPolicyAllowsNothing() {
    assertThat(allowed(null)).isFalse();
  }

  @Test
  void statementWithoutConditionsAllowsEverySource() {
    assertThat(allowed(null, statement("lambda:InvokeFunction", GATEWAY, null, null))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/prod/GET/pets/*, true",
    "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/*/*/*, true",
    "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/*, true",
    "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e?/prod/GET/pets/*, true",
    "arn:aws:execute-api:*:*:*, true",
    "arn:aws:execute-api:eu-west-1:123456789012:other/*/*/*, false",
    "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/*/POST/*, false",
    "arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5/*, false",
    "arn:aws:execute-api:*, false",
  })
  void sourceArnIsComparedPartByPart(String pattern, boolean expected) {
    boolean allowed =
        allowed(null, statement("lambda:InvokeFunction", GATEWAY, "AWS:SourceArn", pattern));

    assertThat(allowed).isEqualTo(expected);
  }

  @Test
  void otherServiceIsNotCovered() {
    assertThat(allowed(null, statement("lambda:InvokeFunction", "s3.amazonaws.com", null, null)))
        .isFalse();
  }

  @Test
  void everyoneIsCoveredByAStar() {
    assertThat(allowed(null, statement("lambda:InvokeFunction", "*", null, null))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "lambda:InvokeFunction, true",
    "lambda:invokefunction, true",
    "lambda:*, true",
    "*, true",
    "lambda:GetFunction, false",
    "lambda:InvokeFunctionUrl, false",
  })
  void actionMustCoverInvoke(String action, boolean expected) {
    assertThat(allowed(null, statement(action, GATEWAY, null, null))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"123456789012, true", "999999999999, false"})
  void sourceAccountMustBeTheSame(String account, boolean expected) {
    assertThat(
            allowed(
                null, statement("lambda:InvokeFunction", GATEWAY, "AWS:SourceAccount", account)))
        .isEqualTo(expected);
  }

  @Test
  void unqualifiedStatementCoversLatestButNoAlias() {
    String unqualified = statement("lambda:InvokeFunction", GATEWAY, null, null);

    assertThat(allowed("$LATEST", unqualified)).isTrue();
    assertThat(allowed("prod", unqualified)).isFalse();
    assertThat(allowed("7", unqualified)).isFalse();
  }

  @Test
  void aliasStatementCoversThatAliasOnly() {
    String alias =
        statement("lambda:InvokeFunction", GATEWAY, null, null)
            .replace(FUNCTION, FUNCTION + ":prod");

    assertThat(allowed("prod", alias)).isTrue();
    assertThat(allowed("test", alias)).isFalse();
    assertThat(allowed(null, alias)).isFalse();
  }

  @Test
  void conditionsThatNoServiceMeetsNeverAllow() {
    String token = statement("lambda:*", "*", "lambda:EventSourceToken", "token");
    String organisation = statement("lambda:*", "*", "aws:PrincipalOrgID", "o-1234567890");

    assertThat(allowed(null, token, organisation)).isFalse();
  }

  @Test
  void oneAllowingStatementIsEnough() {
    assertThat(
            allowed(
                null,
                statement("lambda:InvokeFunction", "s3.amazonaws.com", null, null),
                statement("lambda:InvokeFunction", GATEWAY, null, null)))
        .isTrue();
  }

  private static boolean allowed(@Nullable String qualifier, String... statements) {
    String document =
        "{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":[%s]}"
            .formatted(String.join(",", statements));
    return InvokePolicy.parse(FUNCTION, document).allows(GATEWAY, METHOD, ACCOUNT, qualifier);
  }

  private static String statement(
      String action, String principal, @Nullable String key, @Nullable String value) {
    String condition =
        key == null
            ? ""
            : ",\"Condition\":{\"%s\":{\"%s\":\"%s\"}}"
                .formatted(key.endsWith("Arn") ? "ArnLike" : "StringEquals", key, value);
    return "{\"Sid\":\"s\",\"Effect\":\"Allow\",\"Principal\":%s,\"Action\":\"%s\",\"Resource\":\"%s\"%s}"
        .formatted(
            principal.equals("*") ? "\"*\"" : "{\"Service\":\"" + principal + "\"}",
            action,
            FUNCTION,
            condition);
  }
}
