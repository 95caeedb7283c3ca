package dev.postern.mapping.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "true",
        "-12",
        "5000000000",
        "12345678901234567890123",
        "2.5",
        "3.14159265358979323846",
        "\"text\"",
        "{\"b\":1,\"a\":[{\"c\":null},[],\"x\"]}",
        "\"\\\"\\\\\\n\\r\\t\\b\\f\\u0001/é€\uD83D\uDE00\""
      })
  void readTextIsWrittenUnchanged(String text) {
    assertThat(write(Json.parse(text))).isEqualTo(text);
  }

  @Test
  void numbersKeepTheirValueButNotTheirNotation() {
    assertThat(write(Json.parse("[10.00, 1e2, 01]"))).isEqualTo("[10.0,100.0,1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'a': 1,}", "{a: 1}", "{\"a\":1} trailing", " {\n\"a\" : 1}"})
  void readingIsLenient(String text) {
    assertThat(Json.parse(text)).isEqualTo(Map.of("a", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[1", "{\"a\"", "\"a", "{\"a\":}", "{\"a\":\"b}"})
  void unclosedTextIsNotJson(String text) {
    assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(InvalidJsonException.class);
  }

  @Test
  void objectsKeepTheirOrder() {
    assertThat(Json.parse("{\"b\":1,\"a\":2}")).isInstanceOf(LinkedHashMap.class);
  }

  @Test
  void onlyArraysReadFromJsonAreArrays() {
    assertThat(Json.isArray(Json.parse("[1]"))).isTrue();
    assertThat(Json.isArray(List.of(1))).isFalse();
    assertThat(Json.isArray(null)).isFalse();
  }

  @Test
  void valuesThatJsonLacksAreWrittenAsNull() {
    assertThat(write(Arrays.asList(Double.NaN, Float.POSITIVE_INFINITY, new Object(), 'c')))
        .isEqualTo("[null,null,null,\"c\"]");
  }

  @Test
  void lengthOfWrittenTextIsLimited() {
    List<String> list = List.of("0123456789", "0123456789", "0123456789");

    assertThatIllegalArgumentException().isThrownBy(() -> JsonText.of(list, 20));
  }

  @Test
  void missingValueDiffersFromNull() {
    Object document = Json.parse("{\"a\":null,\"list\":[]}");

    assertThat(JsonPathExpression.compile("$.a").read(document)).isNull();
    assertThat(JsonPathExpression.isMissing(JsonPathExpression.compile("$.b").read(document)))
        .isTrue();
    assertThat(JsonPathExpression.compile("$").read(null)).isNull();
    assertThat(JsonPathExpression.isMissing(JsonPathExpression.compile("$.a").read(null))).isTrue();
    assertThat(JsonPathExpression.compile("$.list[*].x").read(document)).isEqualTo(List.of());
  }

  @Test
  void invalidPathIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> JsonPathExpression.compile("$.["));
    assertThatIllegalArgumentException().isThrownBy(() -> JsonPathExpression.compile(""));
  }

  private static String write(@Nullable Object value) {
    return JsonText.of(value, 10_000);
  }

  @Test
  void numberWithThousandsOfDigitsIsNotJson() {
    for (String number : List.of("7".repeat(1_000_000), "-0." + "7".repeat(1_000_000))) {
      for (String text : List.of("%s", "[%s]", "{\"a\":1,b : %s }", "[it's, %s]", "['\\'', %s]")) {
        assertThatThrownBy(() -> Json.parse(text.formatted(number)))
            .isInstanceOf(InvalidJsonException.class)
            .hasMessage("a number has too many digits");
      }
    }
  }

  @Test
  void stringWithThousandsOfDigitsIsAString() {
    String digits = "7".repeat(5_000);

    assertThat(Json.parse("{\"a\": \"" + digits + "\"}")).isEqualTo(Map.of("a", digits));
    assertThat(Json.parse("['x, " + digits + "']")).isEqualTo(List.of("x, " + digits));
    assertThat(Json.parse("[a" + digits + "]")).isEqualTo(List.of("a" + digits));
  }

  @Test
  void textThatOnlyBeginsLikeANumberIsNotJson() {
    String number = "7" + "\b".repeat(40);

    for (String text : List.of(number, "[" + number + "]", "1.0000000000000000000e99999999999")) {
      assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(InvalidJsonException.class);
    }
  }

  @Test
  void valueThatContainsItselfIsNotWritten() {
    List<Object> list = new ArrayList<>();
    list.add(list);

    assertThatThrownBy(() -> JsonText.of(list, 10_000_000))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
