package dev.postern.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MockRequestTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"statusCode\": 404}               | 404",
        "{statusCode: 200}                   | 200",
        "{ \"statusCode\" : 200, }           | 200",
        "{\"a\": [1], \"statusCode\": 9999}  | 9999",
        "{\"statusCode\": -1}                | -1",
        "{statusCode: 200, message: all ok}  | 200"
      })
  void readsTheStatusLeniently(String output, int expected) {
    assertThat(MockRequest.statusCode(output)).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'statusCode': 201}", "{'statusCode':201,}"})
  void singleQuotesAreAccepted(String output) {
    assertThat(MockRequest.statusCode(output)).hasValue(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "200",
        "statusCode: 200",
        "\"statusCode\": 200",
        "{\"statusCode\": \"200\"}",
        "{\"statusCode\": 200.5}",
        "{\"statusCode\": null}",
        "{\"statusCode\": 99999999999}",
        "{\"status\": 200}",
        "{statusCode\": 200}",
        "{\"statusCode\": 200",
        "[200]",
        "null",
        "{}"
      })
  void outputWithoutAnIntegerStatusHasNoStatus(String output) {
    assertThat(MockRequest.statusCode(output)).isEmpty();
  }
}
