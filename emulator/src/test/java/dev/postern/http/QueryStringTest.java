package dev.postern.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryStringTest {
  @Test
  void parametersKeepTheOrderOfTheirFirstAppearance() {
    assertThat(QueryString.parse("b=1&a=2&b=3"))
        .containsExactly(entry("b", List.of("1", "3")), entry("a", List.of("2")));
  }

  @Test
  void namesAndValuesAreDecoded() {
    assertThat(QueryString.parse("a%20b=c%3Dd+e")).containsExactly(entry("a b", List.of("c=d e")));
  }

  @Test
  void parameterWithoutValueIsEmpty() {
    assertThat(QueryString.parse("a&b=&a=1=2"))
        .containsExactly(entry("a", List.of("", "1=2")), entry("b", List.of("")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&", "&&"})
  void emptyPartsAreNoParameters(String query) {
    assertThat(QueryString.parse(query)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%4", "%zz", "50%", "%-1", "%+1", "a+b%", "a+b%zz"})
  void brokenEscapeStays(String text) {
    assertThat(QueryString.decode(text)).isEqualTo(text);
    assertThat(QueryString.decodePath(text)).isEqualTo(text);
  }

  @Test
  void plusInAPathStays() {
    assertThat(QueryString.decodePath("a+b")).isEqualTo("a+b");
    assertThat(QueryString.decodePath("a+b%20c")).isEqualTo("a+b c");
  }

  @ParameterizedTest
  @CsvSource({"a b,a%20b", "a+b,a%2Bb", "*,%2A", "~-._,~-._", "/?&=,%2F%3F%26%3D", "ü,%C3%BC"})
  void encodesAllButUnreservedCharacters(String text, String encoded) {
    assertThat(QueryString.encode(text)).isEqualTo(encoded);
    assertThat(QueryString.decode(encoded)).isEqualTo(text);
  }
}
