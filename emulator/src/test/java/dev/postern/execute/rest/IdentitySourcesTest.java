package dev.postern.execute.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.postern.execute.TestExchange;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentitySourcesTest {
  @Test
  void valuesAreInTheOrderOfTheSources() {
    IdentitySources sources =
        IdentitySources.parse(
            "method.request.querystring.q, method.request.header.X-Id,context.httpMethod", null);

    assertThat(
            sources.values(
                TestExchange.get()
                    .header("x-id", "a")
                    .header("X-Id", "b")
                    .query("q=1&q=2")
                    .build()))
        .containsExactly("2", "a,b", "GET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "method.request.header.Missing",
        "method.request.header.Empty",
        "method.request.querystring.missing",
        "method.request.querystring.empty",
        "stageVariables.missing",
        "context.identity.missing",
        "method.request.header.Present, method.request.header.Missing"
      })
  void missingOrEmptyValueIdentifiesNobody(String text) {
    assertThat(
            IdentitySources.parse(text, null)
                .values(
                    TestExchange.get()
                        .header("Present", "x")
                        .header("Empty", "")
                        .query("empty=")
                        .build()))
        .isNull();
  }

  @Test
  void noSourceIsNoValue() {
    assertThat(IdentitySources.parse("", null).values(TestExchange.get().build())).isEmpty();
  }

  @Test
  void unknownSourceIsRefused() {
    assertThatThrownBy(() -> IdentitySources.parse("method.request.cookie.a", null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void logShowsTheEndOfEachValue() {
    assertThat(
            IdentitySources.parse("method.request.header.A,method.request.header.B", null)
                .masked(List.of("abcdefghij", "abc")))
        .containsExactly(
            entry("method.request.header.A", "****efghij"),
            entry("method.request.header.B", "***"));
  }
}
