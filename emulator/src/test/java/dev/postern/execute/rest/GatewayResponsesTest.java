package dev.postern.execute.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.error.AnyError;
import dev.postern.aws.error.GatewayErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.aws.error.GatewayResponseType;
import dev.postern.execute.TestExchange;
import dev.postern.execute.rest.GatewayResponses.Customised;
import dev.postern.http.HttpResponse;
import dev.postern.mapping.MappingExpression;
import dev.postern.mapping.SubstitutionTemplate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GatewayResponsesTest {
  private static final Customised CUSTOMISED =
      new Customised(
          418,
          Map.of("X-Type", MappingExpression.compile("context.error.responseType")),
          Map.of("application/json", SubstitutionTemplate.compile("$context.error.messageString")));

  @ParameterizedTest
  @EnumSource
  void everyTypeCanBeCustomised(GatewayResponseType type) {
    HttpResponse answer = answer(Map.of(type, CUSTOMISED), AnyError.refusal(type, "a\"b"));

    assertThat(answer.status()).isEqualTo(418);
    assertThat(answer.bodyText()).isEqualTo("\"a\\\"b\"");
    assertThat(answer.headers().all("X-Type")).containsExactly(type.name());
    assertThat(answer.headers().all("x-amzn-ErrorType")).containsExactly(type.errorType());
  }

  @ParameterizedTest
  @EnumSource
  void everyTypeFallsBackToItsFamily(GatewayResponseType type) {
    HttpResponse answer = answer(Map.of(type.family(), CUSTOMISED), AnyError.refusal(type, "m"));

    assertThat(answer.status()).isEqualTo(418);
    assertThat(answer.bodyText()).isEqualTo("\"m\"");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "DEFAULT_.*")
  void everyTypeHasADefaultResponse(GatewayResponseType type) {
    HttpResponse answer = answer(Map.of(), AnyError.refusal(type, "m"));

    assertThat(answer.status()).isEqualTo(type.status());
    assertThat(answer.bodyText()).isEqualTo("{\"message\":\"m\"}");
    assertThat(answer.headers().all("Content-Type")).containsExactly("application/json");
  }

  /** A configuration error of AWS_PROXY is an INTEGRATION_FAILURE, but not a 504. */
  @Test
  void entryWithoutStatusKeepsTheStatusOfTheRefusal() {
    Customised withoutStatus = new Customised(null, Map.of(), Map.of());

    HttpResponse answer =
        answer(
            Map.of(GatewayResponseType.INTEGRATION_FAILURE, withoutStatus),
            GatewayErrors.lambdaProxyNeedsPost());

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.bodyText()).isEqualTo("{\"message\": \"Internal server error\"}");
  }

  private static HttpResponse answer(
      Map<GatewayResponseType, Customised> customised, GatewayException refusal) {
    GatewayResponses responses = new GatewayResponses(customised);
    return responses.render(refusal, TestExchange.get().build());
  }
}
