package dev.postern.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.http.Headers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingExpressionTest {
  private static final Inputs REQUEST =
      new Inputs()
          .body(
              "{\"pet\":{\"name\":\"Rex\",\"tags\":[\"a\",\"b\"],\"age\":3,\"ok\":true,\"none\":null}}")
          .path("id", "7")
          .query("page", "1")
          .query("page", "2")
          .header("X-Tag", "one")
          .header("X-Tag", "two")
          .header("x-tag", "lower")
          .context("requestId", "r-1")
          .context("requestTimeEpoch", 1773119783123L)
          .context("identity.sourceIp", "192.0.2.1")
          .context("authorizer.level", "3")
          .context("authorizer.claims.sub", "s-1")
          .context("authorizer.claims.custom:role", "admin")
          .stageVariable("color", "red");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'static value'                                  | static value",
        "''                                              | \"\"",
        "method.request.path.id                          | 7",
        "method.request.querystring.page                 | 2",
        "method.request.multivaluequerystring.page       | 1,2",
        "method.request.header.X-Tag                     | two",
        "method.request.header.x-tag                     | lower",
        "method.request.multivalueheader.X-Tag           | one,two",
        "method.request.body.pet.name                    | Rex",
        "method.request.body.pet.age                     | 3",
        "method.request.body.pet.ok                      | true",
        "method.request.body.pet.tags                    | [\"a\",\"b\"]",
        "method.request.body.pet.tags[1]                 | b",
        "method.request.body.pet.tags[*]                 | [\"a\",\"b\"]",
        "method.request.body['pet']['name']              | Rex",
        "route.request.querystring.page                  | 2",
        "route.request.body.pet.name                     | Rex",
        "context.requestId                               | r-1",
        "context.requestTimeEpoch                        | 1773119783123",
        "context.identity.sourceIp                       | 192.0.2.1",
        "context.authorizer.level                        | 3",
        "context.authorizer.claims.sub                   | s-1",
        "context.authorizer.claims['custom:role']        | admin",
        "stageVariables.color                            | red",
      })
  void readsItsSource(String source, String expected) {
    assertThat(valueOf(source)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "method.request.path.no",
        "method.request.querystring.no",
        "method.request.multivaluequerystring.no",
        "method.request.header.X-TAG",
        "method.request.multivalueheader.no",
        "method.request.body.pet.no",
        "method.request.body.pet.none",
        "method.request.body.pet.name.first",
        "integration.response.header.X-Tag",
        "context.no",
        "context.identity",
        "context.authorizer.claims",
        "context.requestId.deeper",
        "stageVariables.no"
      })
  void missingSourceHasNoValue(String source) {
    MappingExpression expression = MappingExpression.compile(source);

    assertThat(expression.value(REQUEST.input())).isNull();
    assertThat(expression.values(REQUEST.input())).isEmpty();
  }

  @Test
  void onlyTheMultiValueQueryStringHasSeveralValues() {
    assertThat(valuesOf("method.request.multivaluequerystring.page")).containsExactly("1", "2");
    assertThat(valuesOf("method.request.querystring.page")).containsExactly("2");
    assertThat(valuesOf("method.request.multivalueheader.X-Tag")).containsExactly("one,two");
  }

  @Test
  void wholeBodyIsUsedAsSent() {
    assertThat(bodyValue("method.request.body", "{\"a\": 10.00}")).isEqualTo("{\"a\": 10.00}");
    assertThat(bodyValue("method.request.body", "plain text")).isEqualTo("plain text");
    assertThat(bodyValue("method.request.body", "")).isEqualTo("{}");
  }

  @Test
  void textBodyHasNoValuesInside() {
    assertThat(bodyValue("method.request.body.a", "plain text")).isNull();
    assertThat(bodyValue("method.request.body.a", "17")).isNull();
    assertThat(bodyValue("method.request.body.a", "")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":", " [1,", "\"open", "'open"})
  void bodyThatBeginsLikeJsonMustBeJson(String body) {
    MappingInput input = new Inputs().body(body).input();

    for (String source : List.of("method.request.body", "method.request.body.a")) {
      assertThatThrownBy(() -> MappingExpression.compile(source).value(input))
          .isInstanceOf(InvalidJsonBodyException.class);
    }
  }

  @Test
  void responseMappingReadsTheIntegrationsResponse() {
    MappingInput response =
        response("{\"id\":5}", Headers.of("ETag", "e1", "Set-Cookie", "a", "Set-Cookie", "b"));

    assertThat(value("integration.response.header.ETag", response)).isEqualTo("e1");
    assertThat(value("integration.response.header.etag", response)).isNull();
    assertThat(value("integration.response.header.Set-Cookie", response)).isEqualTo("b");
    assertThat(value("integration.response.multivalueheader.Set-Cookie", response))
        .isEqualTo("a,b");
    assertThat(value("integration.response.body.id", response)).isEqualTo("5");
    assertThat(value("integration.response.body", response)).isEqualTo("{\"id\":5}");
    assertThat(value("context.requestId", response)).isEqualTo("r-1");
  }

  @Test
  void pathLeadsIntoAnErrorMessageThatIsJson() {
    MappingInput response =
        response("{\"errorMessage\":\"{\\\"code\\\":{\\\"n\\\":42}}\"}", Headers.empty());

    assertThat(value("integration.response.body.errorMessage.code.n", response)).isEqualTo("42");
    assertThat(value("integration.response.body.errorMessage.none", response)).isNull();
    assertThat(value("integration.response.body.errorMessage", response))
        .isEqualTo("{\"code\":{\"n\":42}}");
  }

  @Test
  void errorMessageThatIsNotJsonHasNoValuesInside() {
    for (String message : List.of("Boom: failed", "{ not json")) {
      MappingInput response = response("{\"errorMessage\":\"" + message + "\"}", Headers.empty());

      assertThat(value("integration.response.body.errorMessage.code", response)).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "true",
        "static",
        "'",
        "method.request",
        "method.request.header",
        "method.request.header.",
        "method.request.header.a b",
        "method.request.cookie.a",
        "method.request.multivaluepath.a",
        "method.request.bodyx",
        "method.request.body.[",
        "method.response.header.a",
        "integration.request.header.a",
        "integration.response.querystring.a",
        "integration.response.status",
        "stageVariables.",
        "stageVariables.a/b",
        "stageVariable.a",
        "context",
        "context.",
        "context..a",
        "context.a[",
        "$context.a"
      })
  void otherFormsAreRefused(String source) {
    assertThatIllegalArgumentException().isThrownBy(() -> MappingExpression.compile(source));
  }

  @Test
  void valueThatContainsAnotherManyTimesIsRefused() {
    MappingInput input = new Inputs().body("{}").input();
    Template.compile(
            "#set($d = $input.path('$'))#set($l = ['x'])"
                + "#foreach($i in [1..60])#set($l = [$l, $l])#end#set($d.l = $l)")
        .render(input);

    assertThatIllegalArgumentException().isThrownBy(() -> value("method.request.body.l", input));
    assertThatIllegalArgumentException().isThrownBy(() -> value("method.request.body..x", input));
  }

  private static @Nullable String valueOf(String source) {
    return value(source, REQUEST.input());
  }

  private static List<String> valuesOf(String source) {
    return MappingExpression.compile(source).values(REQUEST.input());
  }

  private static @Nullable String bodyValue(String source, String body) {
    return value(source, new Inputs().body(body).input());
  }

  private static @Nullable String value(String source, MappingInput input) {
    return MappingExpression.compile(source).value(input);
  }

  private static MappingInput response(String body, Headers headers) {
    return REQUEST.input().forResponse(new Payload(body.getBytes(UTF_8)), headers);
  }
}
