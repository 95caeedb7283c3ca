package dev.postern.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Examples of "Using shorthand syntax in the AWS CLI", and what the README's quick start has.
 *
 * @see <a href="https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html">Using
 *     shorthand syntax in the AWS CLI</a>
 */
class ShorthandTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "key1=value1,key2=value2 | {\"key1\":\"value1\",\"key2\":\"value2\"}",
        "Variables={STORE=test} | {\"Variables\":{\"STORE\":\"test\"}}",
        "a={b={c=1},d=2},e=3 | {\"a\":{\"b\":{\"c\":\"1\"},\"d\":\"2\"},\"e\":\"3\"}",
        "a=\"x, y\",b='{z}' | {\"a\":\"x, y\",\"b\":\"{z}\"}",
        "op=replace,path=/variables/a,value=h:1/b | {\"op\":\"replace\",\"path\":\"/variables/a\",\"value\":\"h:1/b\"}",
        "a= | {\"a\":\"\"}"
      })
  void pairsBecomeAnObject(String shorthand, String json) {
    assertThat(Shorthand.parse(shorthand)).hasToString(json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a={b=1", "a=\"x", "a=1,", "a=1}"})
  void whatIsNoPairIsRefused(String text) {
    assertThatThrownBy(() -> Shorthand.parse(text))
        .isInstanceOf(WrongCommand.class)
        .hasMessageStartingWith("Error parsing parameter: ");
  }
}
