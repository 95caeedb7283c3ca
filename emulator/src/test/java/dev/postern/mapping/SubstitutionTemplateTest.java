package dev.postern.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubstitutionTemplateTest {
  private final MappingInput input =
      new Inputs()
          .path("id", "7")
          .query("q", "a")
          .query("q", "b")
          .header("Accept-Language", "fr")
          .header("X", "1")
          .header("X", "2")
          .context("error.messageString", "\"Missing Authentication Token\"")
          .context("error.responseType", "MISSING_AUTHENTICATION_TOKEN")
          .context("requestId", "r-1")
          .context("responseLength", 12)
          .context("identity.sourceIp", "192.0.2.1")
          .context("authorizer.claims.custom:role", "admin")
          .stageVariable("color", "red")
          .input();

  @Test
  void gatewayResponseTemplatesAreFilled() {
    String text =
        render(
            "{\"m\":$context.error.messageString,\"t\":\"$context.error.responseType\","
                + "\"v\":\"$stageVariables.color\"}",
            "");

    assertThat(text)
        .isEqualTo(
            "{\"m\":\"Missing Authentication Token\",\"t\":\"MISSING_AUTHENTICATION_TOKEN\","
                + "\"v\":\"red\"}");
  }

  @Test
  void accessLogFormatsPrintADashForAMissingValue() {
    String text =
        render(
            "$context.identity.sourceIp $context.identity.user [$context.requestTime]"
                + " $context.responseLength $context.requestId.",
            "-");

    assertThat(text).isEqualTo("192.0.2.1 - [-] 12 r-1.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$method.request.path.id                        | 7",
        "$method.request.querystring.q                  | b",
        "$method.request.multivaluequerystring.q        | a,b",
        "$method.request.header.Accept-Language         | fr",
        "$method.request.header.X-                      | 2-",
        "$method.request.multivalueheader.X             | 1,2",
        "${context.requestId}x                          | r-1x",
        "${stageVariables.color}ish                     | redish",
        "$stageVariables['color']                       | red",
        "$context.authorizer.claims['custom:role']      | admin",
        "$context.authorizer.claims[\"custom:role\"]    | admin",
        "$context['requestId']                          | r-1",
        "$context.requestId-$context.requestId          | r-1-r-1",
        "$context.identity                              | ?",
        "$context.authorizer.claims                     | ?"
      })
  void referencesArePrinted(String template, String expected) {
    assertThat(render(template, "?")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "$",
        "$5.00",
        "$context",
        "$context.",
        "${context.requestId",
        "$input.body",
        "#if($x)no directive#end",
        "#set($x = 1)$x",
        "$method.request.body.a",
        "$contextual.requestId",
        "\\$ & $$"
      })
  void otherCharactersAreText(String template) {
    assertThat(render(template, "?")).isEqualTo(template);
  }

  private String render(String template, String missing) {
    return SubstitutionTemplate.compile(template).render(input, missing);
  }
}
