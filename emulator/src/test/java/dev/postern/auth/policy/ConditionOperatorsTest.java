package dev.postern.auth.policy;

import static dev.postern.auth.policy.Policies.under;
import static dev.postern.auth.policy.Policies.unless;
import static dev.postern.auth.policy.Policies.with;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The condition operators, each with one value in the request.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
 *     IAM JSON policy elements: Condition operators</a>
 */
class ConditionOperatorsTest {
  private static boolean holds(String operator, String values, String... actual) {
    return under(operator, "test:key", values).evaluate(with("test:key", actual)).allows();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "StringEquals             | 'a'            | a   | true",
        "StringEquals             | 'a'            | A   | false",
        "StringEquals             | 'a*'           | ab  | false",
        "StringEquals             | 'a*'           | a*  | true",
        "StringEquals             | ['b', 'a']     | a   | true",
        "StringEquals             | 10             | 10  | true",
        "StringEquals             | 1.50           | 1.50| true",
        "StringEquals             | true           | true| true",
        "StringNotEquals          | 'a'            | b   | true",
        "StringNotEquals          | ['b', 'a']     | a   | false",
        "StringEqualsIgnoreCase   | 'a'            | A   | true",
        "StringNotEqualsIgnoreCase| 'a'            | A   | false",
        "StringLike               | 'a*c?'         | abcd| true",
        "StringLike               | 'a*c?'         | abc | false",
        "StringLike               | 'A*'           | abc | false",
        "StringNotLike            | 'a*'           | abc | false",
        "StringNotLike            | 'a*'           | b   | true",
        "NumericEquals            | '10'           | 10.0| true",
        "NumericEquals            | 10             | 11  | false",
        "NumericNotEquals         | 10             | 11  | true",
        "NumericLessThan          | 10             | 9.9 | true",
        "NumericLessThan          | 10             | 10  | false",
        "NumericLessThanEquals    | '10'           | 10  | true",
        "NumericLessThanEquals    | '10'           | 10.1| false",
        "NumericGreaterThan       | -1             | 0   | true",
        "NumericGreaterThan       | -1             | -1  | false",
        "NumericGreaterThanEquals | -1             | -1  | true",
        "NumericGreaterThanEquals | -1             | -2  | false",
        "Bool                     | 'true'         | true| true",
        "Bool                     | false          | true| false",
        "Bool                     | 'TRUE'         | true| true",
        "BinaryEquals             | 'QmluYXJ5VmFsdWVJbkJhc2U2NA==' | QmluYXJ5VmFsdWVJbkJhc2U2NA== | true",
        "BinaryEquals             | 'QmluYXJ5'     | QQ==| false",
      })
  void valueIsCompared(String operator, String values, String actual, boolean expected) {
    assertThat(holds(operator, values, actual)).isEqualTo(expected);
    assertThat(unless(operator, "test:key", values).evaluate(with("test:key", actual)).allows())
        .isEqualTo(!expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "DateEquals            | '2020-01-01T00:00:01Z' | 2020-01-01T01:00:01+01:00 | true",
        "DateEquals            | '1577836801'           | 2020-01-01T00:00:01Z      | true",
        "DateEquals            | 1577836801             | 2020-01-01T00:00:01.0Z    | true",
        "DateEquals            | '2020'                 | 2020-01-01T00:00Z         | true",
        "DateEquals            | '2020-02'              | 2020-02-01T00:00:00Z      | true",
        "DateNotEquals         | '2020-02-01'           | 2020-02-01T00:00:00Z      | false",
        "DateLessThan          | '2020-01-01T00:00:01Z' | 2020-01-01T00:00:00Z      | true",
        "DateLessThan          | '2020-01-01T00:00:01Z' | 2020-01-01T00:00:01Z      | false",
        "DateLessThanEquals    | '2020-01-01T00:00:01Z' | 2020-01-01T00:00:01Z      | true",
        "DateGreaterThan       | '2020-01-01T00:00:01Z' | 1577836802                | true",
        "DateGreaterThan       | '2020-01-01T00:00:01Z' | 1577836801                | false",
        "DateGreaterThanEquals | '2020-01-01T00:00:01Z' | 1577836801                | true",
      })
  void datesAreIsoOrEpochSeconds(String operator, String values, String actual, boolean expected) {
    assertThat(holds(operator, values, actual)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'203.0.113.0/24'        | 203.0.113.255         | true",
        "'203.0.113.0/24'        | 203.0.114.0           | false",
        "'203.0.113.7'           | 203.0.113.7           | true",
        "'203.0.113.7'           | 203.0.113.8           | false",
        "'0.0.0.0/0'             | 8.8.8.8               | true",
        "'0.0.0.0/0'             | ::1                   | false",
        "'2001:DB8:1234:5678::/64' | 2001:db8:1234:5678:9::1 | true",
        "'2001:DB8:1234:5678::/64' | 2001:db8:1234:5679::1 | false",
        "'2001:db8::/33'         | 2001:db8:8000::       | false",
        "'2001:db8::1'           | 2001:db8:0:0:0:0:0:1  | true",
        "'::/0'                  | 8.8.8.8               | false",
        "['10.0.0.0/8', '2001:DB8:1234:5678::/64'] | 10.1.2.3 | true",
      })
  void addressesAreInRanges(String values, String actual, boolean expected) {
    assertThat(holds("IpAddress", values, actual)).isEqualTo(expected);
    assertThat(holds("NotIpAddress", values, actual)).isEqualTo(!expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "arn:aws:sns:us-east-1:111122223333:topic     | arn:aws:sns:us-east-1:111122223333:topic | true",
        "arn:aws:sns:*:111122223333:t?pic             | arn:aws:sns:us-east-1:111122223333:topic | true",
        "arn:aws:sns:*:111122223333:*                 | arn:aws:sns:us-east-1:111122223333:a:b   | true",
        "arn:aws:sns:us-east-1:111122223333:Topic     | arn:aws:sns:us-east-1:111122223333:topic | false",
        "arn:aws:someservice:*:111122223333:finance/* | arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt | false",
      })
  void componentsOfArnsAreComparedOneByOne(String pattern, String actual, boolean expected) {
    String value = "'" + pattern + "'";

    assertThat(holds("ArnLike", value, actual)).isEqualTo(expected);
    assertThat(holds("ArnEquals", value, actual)).isEqualTo(expected);
    assertThat(holds("ArnNotLike", value, actual)).isEqualTo(!expected);
    assertThat(holds("ArnNotEquals", value, actual)).isEqualTo(!expected);
  }

  @Test
  void nullTestsWhetherTheKeyExists() {
    assertThat(holds("Null", "'true'")).isTrue();
    assertThat(holds("Null", "true", "x")).isFalse();
    assertThat(holds("Null", "'false'", "x")).isTrue();
    assertThat(holds("Null", "false")).isFalse();
    assertThat(holds("Null", "['true', 'false']")).isTrue();
  }

  /** "The values do not match": negated operators are then true. */
  @ParameterizedTest
  @CsvSource({
    "StringEquals, 'a', false",
    "StringNotEquals, 'a', true",
    "StringLike, '*', false",
    "StringNotLike, '*', true",
    "NumericLessThan, 1, false",
    "NumericNotEquals, 1, true",
    "DateNotEquals, 1, true",
    "Bool, false, false",
    "IpAddress, 0.0.0.0/0, false",
    "NotIpAddress, 0.0.0.0/0, true",
    "ArnNotLike, arn:aws:s3:::a, true",
  })
  void missingKeyDoesNotMatch(String operator, String value, boolean expected) {
    String quoted = "'" + value.replace("'", "") + "'";

    assertThat(holds(operator, quoted)).isEqualTo(expected);
    assertThat(holds(operator + "IfExists", quoted)).isTrue();
  }

  @Test
  void ifExistsComparesAKeyThatExists() {
    assertThat(holds("StringLikeIfExists", "'t2.*'", "t2.micro")).isTrue();
    assertThat(holds("StringLikeIfExists", "'t2.*'", "m3.large")).isFalse();
    assertThat(holds("StringNotEqualsIfExists", "'a'", "a")).isFalse();
  }

  @Test
  void keyNamesIgnoreCase() {
    assertThat(
            under("StringEquals", "AWS:UserName", "'bob'")
                .evaluate(with("aws:username", "bob"))
                .allows())
        .isTrue();
    assertThat(
            under("StringEquals", "aws:username", "'bob'")
                .evaluate(with("AWS:UserName", "bob"))
                .allows())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stringEquals",
        "StringEqual",
        "NullIfExists",
        "ForAllValues:Null",
        "ForSomeValues:StringEquals",
        "ForAllValues:ForAnyValue:StringEquals",
        "StringEqualsIfExistsIfExists",
        "IfExists",
        "",
      })
  void unknownOperatorNeverAllowsAndInADenyPreventsAllow(String operator) {
    assertThat(under(operator, "test:key", "'true'").evaluate(with("test:key", "true")))
        .isInstanceOf(Decision.ImplicitDeny.class);
    assertThat(unless(operator, "test:key", "'true'").evaluate(with("test:key", "true")))
        .isInstanceOfSatisfying(
            Decision.ImplicitDeny.class, deny -> assertThat(deny.undecided()).isTrue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "NumericEquals    | 'x'        | 1",
        "NumericNotEquals | 'x'        | 1",
        "NumericNotEquals | '1e9'      | 1",
        "NumericNotEquals | 1          | one",
        "NumericNotEquals | ''         | 1",
        "DateNotEquals    | 'x'        | 2020-01-01T00:00:00Z",
        "DateNotEquals    | '2020-13'  | 2020-01-01T00:00:00Z",
        "DateNotEquals    | '2020-01-01T00:00:00' | 2020-01-01T00:00:00Z",
        "DateLessThan     | '2020'     | yesterday",
        "Bool             | 'yes'      | true",
        "Bool             | 'true'     | yes",
        "Null             | 'no'       | x",
        "BinaryEquals     | '*'        | QQ==",
        "NotIpAddress     | '10.0.0.0/33'  | 10.0.0.1",
        "NotIpAddress     | '10.0.0'       | 10.0.0.1",
        "NotIpAddress     | '10.0.0.256'   | 10.0.0.1",
        "NotIpAddress     | '10.0.0.01'    | 10.0.0.1",
        "NotIpAddress     | '1:2:3'        | 10.0.0.1",
        "NotIpAddress     | '1::2::3'      | 10.0.0.1",
        "NotIpAddress     | '::/129'       | 10.0.0.1",
        "NotIpAddress     | '10.0.0.0/8'   | unknown",
        "NotIpAddress     | '10.0.0.0/8'   | 10.0.0.0/8",
        "ArnNotLike       | '*'        | arn:aws:s3:::a",
        "ArnNotLike       | 'arn:aws:s3:*' | arn:aws:s3:::a",
        "ArnNotLike       | 'arn:aws:s3:::a' | bucket",
      })
  void malformedValueNeverAllowsAndInADenyPreventsAllow(
      String operator, String value, String actual) {
    assertThat(under(operator, "test:key", value).evaluate(with("test:key", actual)))
        .isInstanceOf(Decision.ImplicitDeny.class);
    assertThat(unless(operator, "test:key", value).evaluate(with("test:key", actual)))
        .isInstanceOfSatisfying(
            Decision.ImplicitDeny.class, deny -> assertThat(deny.undecided()).isTrue());
  }
}
