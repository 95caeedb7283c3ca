package dev.postern.execute.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.Step;
import dev.postern.execute.TestExchange;
import dev.postern.execute.phase.ValidateParameters.Place;
import dev.postern.execute.phase.ValidateParameters.Required;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValidateParametersTest {
  private static final ValidateParameters PHASE =
      new ValidateParameters(
          List.of(
              new Required(Place.HEADER, "X-Tenant"),
              new Required(Place.PATH, "id"),
              new Required(Place.QUERY_STRING, "page")));

  private static TestExchange complete() {
    return TestExchange.get().header("x-tenant", "t").pathParameter("id", "7").query("page=1");
  }

  @Test
  void requestWithAllParametersPasses() {
    assertThat(PHASE.apply(complete().build())).isEqualTo(Step.NEXT);
  }

  @Test
  void allThatIsMissingIsNamedInOrder() {
    assertThatThrownBy(() -> PHASE.apply(TestExchange.get().build()))
        .hasMessage(
            GatewayErrors.missingRequiredParameters(List.of("X-Tenant", "id", "page"))
                .getMessage());
  }

  @Test
  void onlyWhatIsMissingIsNamed() {
    assertThatThrownBy(() -> PHASE.apply(complete().query("other=1").build()))
        .hasMessageContaining("[page]");
  }

  @Test
  void blankParameterCountsAsMissing() {
    TestExchange blank =
        TestExchange.get().header("X-Tenant", " ").pathParameter("id", "%20").query("page=+");

    assertThatThrownBy(() -> PHASE.apply(blank.build()))
        .hasMessageContaining("[X-Tenant, id, page]");
  }

  @Test
  void lastOfSeveralValuesCounts() {
    TestExchange test =
        TestExchange.get()
            .header("X-Tenant", "t")
            .header("x-tenant", "")
            .pathParameter("id", "7")
            .query("page=1&page=");

    assertThatThrownBy(() -> PHASE.apply(test.build())).hasMessageContaining("[X-Tenant, page]");
  }

  @Test
  void namesOfQueryParametersAreCaseSensitive() {
    assertThatThrownBy(() -> PHASE.apply(complete().query("Page=1").build()))
        .hasMessageContaining("[page]");
  }
}
