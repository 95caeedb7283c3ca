package dev.postern.auth.policy;

import static dev.postern.auth.policy.Policies.identity;
import static dev.postern.auth.policy.Policies.under;
import static dev.postern.auth.policy.Policies.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Conditions with several values of a key, several keys or several operators.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html">
 *     Single-valued vs. multivalued context keys</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html">
 *     Conditions with multiple context keys or values</a>
 */
class MultivaluedKeysTest {
  /** The request's values are separated by spaces; a dash stands for the empty text. */
  @ParameterizedTest
  @CsvSource({
    "ForAllValues:StringLike, PostDateTime Message, true",
    "ForAllValues:StringLike, PostDateTime UserName, false",
    "ForAllValues:StringLike, '', true",
    "ForAllValues:StringLike, -, true",
    "ForAllValues:StringLike, - Message, false",
    "ForAnyValue:StringLike, PostDateTime UserName, true",
    "ForAnyValue:StringLike, UserName ID, false",
    "ForAnyValue:StringLike, '', false",
    "ForAnyValue:StringLike, -, false",
    "ForAllValues:StringNotLike, UserName ID, true",
    "ForAllValues:StringNotLike, UserName Message, false",
    "ForAllValues:StringNotLike, '', true",
    "ForAnyValue:StringNotLike, UserName Message, true",
    "ForAnyValue:StringNotLike, PostDateTime Message, false",
    "ForAnyValue:StringNotLike, '', false",
    "ForAnyValue:StringLikeIfExists, '', true",
    "ForAllValues:StringLikeIfExists, UserName, false",
    "StringLike, UserName Message, true",
    "StringNotLike, UserName Message, false",
    "StringNotLike, UserName ID, true",
  })
  void setOperatorsCompareEveryValueOfTheRequest(String operator, String actual, boolean expected) {
    String[] values = actual.isEmpty() ? new String[0] : actual.replace("-", "").split(" ", -1);
    Policy policy =
        under(operator, "dynamodb:requestedAttributes", "['PostDateTime', 'Message', 'Tags']");

    boolean allowed = policy.evaluate(with("dynamodb:requestedAttributes", values)).allows();

    assertThat(allowed).isEqualTo(expected);
  }

  /** "If your policy has multiple condition operators or keys, they are evaluated by AND." */
  @Test
  void allOperatorsAndAllKeysMustHold() {
    Policy policy =
        identity(
            "{'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': {"
                + "'StringEquals': {'a:a': ['1', '2'], 'a:b': '1'}, 'Bool': {'a:c': true}}}");

    assertThat(allowed(policy, "1", "1", "true")).isTrue();
    assertThat(allowed(policy, "2", "1", "true")).isTrue();
    assertThat(allowed(policy, "3", "1", "true")).isFalse();
    assertThat(allowed(policy, "1", "2", "true")).isFalse();
    assertThat(allowed(policy, "1", "1", "false")).isFalse();
  }

  private static boolean allowed(Policy policy, String a, String b, String c) {
    return policy
        .evaluate(with(Map.of("a:a", List.of(a), "a:b", List.of(b), "a:c", List.of(c))))
        .allows();
  }
}
