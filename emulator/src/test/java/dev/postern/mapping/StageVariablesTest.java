package dev.postern.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StageVariablesTest {
  private static final Map<String, String> VARIABLES =
      Map.of("host", "example.com", "version", "v2", "odd", "$1\\");

  @Test
  void everyReferenceIsReplaced() {
    String uri =
        "http://${stageVariables.host}/${stageVariables.version}/x?y=${stageVariables.odd}";

    assertThat(StageVariables.substitute(uri, VARIABLES))
        .isEqualTo("http://example.com/v2/x?y=$1\\");
  }

  @Test
  void undefinedVariableIsEmpty() {
    assertThat(StageVariables.substitute("fn:${stageVariables.none}!", VARIABLES))
        .isEqualTo("fn:!");
  }

  @Test
  void otherTextIsKept() {
    String text = "$stageVariables.host ${stageVariables.} ${context.stage} {proxy} $5";

    assertThat(StageVariables.substitute(text, VARIABLES)).isEqualTo(text);
  }
}
