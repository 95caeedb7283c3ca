package dev.postern.execute.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.execute.Step;
import dev.postern.execute.TestExchange;
import dev.postern.mapping.BodyModels;
import dev.postern.mapping.ModelLibrary;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValidateBodyTest {
  private static final Map<String, String> SCHEMAS =
      Map.of("Pet", "{\"type\": \"object\", \"required\": [\"name\"]}", "Any", "{}");

  private static Step validated(String model, TestExchange test) {
    return new ValidateBody(
            BodyModels.compile(Map.of("application/json", model), new ModelLibrary(SCHEMAS::get)))
        .apply(test.build());
  }

  @Test
  void bodyThatFitsItsModelPasses() {
    assertThat(validated("Pet", TestExchange.post("{\"name\": \"Rex\"}"))).isEqualTo(Step.NEXT);
  }

  @Test
  void bodyThatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> validated("Pet", TestExchange.post("{}")))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> {
              assertThat(refusal.status()).isEqualTo(400);
              assertThat(refusal.text()).isEqualTo("Invalid request body");
            });
  }

  @Test
  void emptyBodyCountsAsAnEmptyObject() {
    assertThat(validated("Any", TestExchange.post(""))).isEqualTo(Step.NEXT);
    assertThatThrownBy(() -> validated("Pet", TestExchange.post("")))
        .isInstanceOf(GatewayException.class);
  }

  @Test
  void bodyWithoutModelForItsTypePasses() {
    TestExchange text = TestExchange.post("no JSON").header("Content-Type", "text/plain");

    assertThat(validated("Pet", text)).isEqualTo(Step.NEXT);
  }

  @Test
  void typeIsReadInAnyCaseAndWithoutParameters() {
    TestExchange post =
        TestExchange.post("{}").header("Content-Type", "Application/JSON; charset=utf-8");

    assertThatThrownBy(() -> validated("Pet", post)).isInstanceOf(GatewayException.class);
  }

  @Test
  void modelThatIsMissingIsAConfigurationError() {
    assertThatThrownBy(() -> validated("Missing", TestExchange.post("{}")))
        .hasMessage(GatewayErrors.unusableModel(null).getMessage());
  }
}
