package dev.postern.auth.policy;

import static dev.postern.auth.policy.Policies.identity;
import static dev.postern.auth.policy.Policies.request;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wildcards of actions, resources and texts. */
class PatternsTest {
  private static final String ARN = "arn:aws:sqs:us-east-2:123456789012:queue";

  /**
   * Case does not matter. Wildcards may stand anywhere in the name.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html">
   *     IAM JSON policy elements: Action</a>
   */
  @ParameterizedTest
  @CsvSource({
    "sqs:SendMessage, true",
    "SQS:sendmessage, true",
    "*, true",
    "**, true",
    "sqs:*, true",
    "sqs:*Message, true",
    "sqs:Send?essage, true",
    "sqs:SendMessag, false",
    "sqs:SendMessage?, false",
    "s3:*, false",
  })
  void actionsIgnoreCase(String action, boolean expected) {
    AccessRequest send = request("sqs:SendMessage", ARN);
    String rest = ": '%s', 'Resource': '*'}".formatted(action);

    assertThat(identity("{'Effect': 'Allow', 'Action'" + rest).evaluate(send).allows())
        .isEqualTo(expected);
    assertThat(identity("{'Effect': 'Allow', 'NotAction'" + rest).evaluate(send).allows())
        .isEqualTo(!expected);
  }

  /**
   * Wildcards match characters within a component. A trailing asterisk may match colons, and a
   * missing component matches anything.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html">
   *     IAM JSON policy elements: Resource</a>
   */
  @ParameterizedTest
  @CsvSource({
    "arn:aws:sqs:us-east-2:123456789012:queue, true",
    "*, true",
    "arn:aws:sqs:us-east-2:123456789012:Queue, false",
    "arn:aws:sqs:us-east-2:123456789012:queue1, false",
    "arn:aws:sqs:us-east-2:123456789012:q*, true",
    "arn:aws:sqs:us-east-2:123456789012:q?eue, true",
    "arn:aws:sqs:us-east-?:*:queue, true",
    "arn:aws:sqs:us-*-2:123456789012:queue, true",
    "arn:aws:sqs:us-*2:123456789012:queue, true",
    "arn:aws:sqs:us-*, true",
    "arn:aws:sqs:*:queue, false",
    "arn:aws:sqs:u*2:queue, false",
    "arn:aws:sqs:us-east-2?123456789012:queue, false",
    "arn:aws:sqs, true",
    "arn:aws:s*, true",
    "arn:*, true",
    "arn:aws:sns, false",
    "arn:aws:sqs:us-east-1, false",
  })
  void resourceWildcardsMatchWithinComponents(String pattern, boolean expected) {
    AccessRequest send = request("sqs:SendMessage", ARN);
    String rest = ": '%s'}".formatted(pattern);

    assertThat(
            identity("{'Effect': 'Allow', 'Action': '*', 'Resource'" + rest)
                .evaluate(send)
                .allows())
        .isEqualTo(expected);
    assertThat(
            identity("{'Effect': 'Allow', 'Action': '*', 'NotResource'" + rest)
                .evaluate(send)
                .allows())
        .isEqualTo(!expected);
  }

  /**
   * "The asterisk character can expand to replace everything within a segment", including slashes.
   */
  @ParameterizedTest
  @CsvSource({
    "arn:aws:s3:::amzn-s3-demo-bucket/*/test/*, amzn-s3-demo-bucket/1/test/object.jpg, true",
    "arn:aws:s3:::amzn-s3-demo-bucket/*/test/*, amzn-s3-demo-bucket/1/2/test/3/object.jpg, true",
    "arn:aws:s3:::amzn-s3-demo-bucket/*/test/*, amzn-s3-demo-bucket/test/object.jpg, false",
    "arn:aws:s3:::a*c, a:b:c, true",
    "arn:aws:s3:::a?c, a:c, true",
  })
  void lastComponentIsMatchedAsOneText(String pattern, String object, boolean expected) {
    Policy policy =
        identity("{'Effect': 'Allow', 'Action': '*', 'Resource': '%s'}".formatted(pattern));

    assertThat(policy.evaluate(request("s3:GetObject", "arn:aws:s3:::" + object)).allows())
        .isEqualTo(expected);
  }

  /** "If the * wildcard is the last character of a segment, it can expand beyond the colon." */
  @ParameterizedTest
  @CsvSource({
    "arn:aws:lambda:*:function:f, true",
    "arn:aws:lambda:eu-*:function:f, true",
    "arn:aws:lambda:*1:function:f, false",
    "arn:aws:lambda:*:*:function:f, true",
  })
  void trailingAsteriskOfAComponentMayMatchColons(String pattern, boolean expected) {
    Policy policy =
        identity("{'Effect': 'Allow', 'Action': '*', 'Resource': '%s'}".formatted(pattern));
    String function = "arn:aws:lambda:eu-west-1:123456789012:function:f";

    assertThat(policy.evaluate(request("lambda:InvokeFunction", function)).allows())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', true",
    "*, '', true",
    "a*c, abbbc, true",
    "a*c*e, abcde, true",
    "a*bc, abbc, true",
    "?, '', false",
    "a?c, ac, false",
    "a?c, a\ud83d\ude00c, true",
    "a??c, a\ud83d\ude00c, false",
    "abc, abcd, false",
    "*b, abc, false",
  })
  void starMatchesAnyTextAndQuestionMarkOneCharacter(
      String pattern, String text, boolean expected) {
    assertThat(matches(pattern, text)).isEqualTo(expected);
  }

  @Test
  void manyStarsDoNotMultiplyTheWork() {
    String pattern = "a*".repeat(2_000) + "b";

    assertThat(matches(pattern, "a".repeat(10_000))).isFalse();
    assertThat(matches(pattern, "a".repeat(10_000) + "b")).isTrue();
  }

  private static boolean matches(String pattern, String text) {
    return WildcardPattern.ofText(Template.literal(pattern), false)
        .matches(text, ConditionKeys.NONE);
  }
}
