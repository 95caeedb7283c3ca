package dev.postern.control.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionTextTest {
  private static Optional<ObjectNode> read(String text) {
    return DefinitionText.read(text.getBytes(UTF_8));
  }

  @Test
  void yamlYieldsTheSameTreeAsJson() {
    String json =
        """
        {"openapi":"3.0.1","info":{"version":"1.0","n":7,"x":1.5,"b":true,"none":null},
         "paths":{"/pets":{"get":{"responses":{"200":{"description":"a: b"}}}}},
         "list":["a",{"k":"2020-01-01"},[]]}
        """;
    String yaml =
        """
        # a comment
        openapi: 3.0.1
        info: {version: "1.0", n: 7, x: 1.5, b: true, none: null}
        paths:
          /pets:
            get:
              responses:
                200:
                  description: 'a: b'
        list:
          - a
          - k: 2020-01-01
          - []
        """;

    assertThat(read(yaml).orElseThrow().toString()).isEqualTo(read(json).orElseThrow().toString());
  }

  @Test
  void aliasesAreExpanded() {
    String yaml =
        """
        swagger: "2.0"
        shared: &shared {a: 1}
        one: *shared
        """;

    assertThat(read(yaml).orElseThrow().path("one").path("a").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "just text",
        "{}",
        "{\"openapi\":\"2.9\"}",
        "openapi: 3.0.1\na: [",
        "openapi: 3.0.1\na: !!javax.script.ScriptEngineManager []",
        "openapi: 3.0.1\na: !!javax.script.ScriptEngineManager {x: 1}",
        "openapi: 3.0.1\na: !own x",
        "openapi: 3.0.1\n? [complex, key]\n: x",
        "openapi: 3.0.1\na: &a [*a]"
      })
  void otherTextsAreRefused(String text) {
    assertThat(read(text)).isEmpty();
  }

  @Test
  void billionLaughsFileIsRefused() {
    StringBuilder yaml = new StringBuilder("openapi: 3.0.1\na0: &a0 [lol,lol]\n");
    for (int i = 1; i < 40; i++) {
      yaml.append("a%d: &a%d [*a%d,*a%d,*a%d]%n".formatted(i, i, i - 1, i - 1, i - 1));
    }

    assertThat(read(yaml.toString())).isEmpty();
  }

  @Test
  void depthAndSizeAreLimited() {
    assertThat(read("openapi: 3.0.1\na: " + "[".repeat(50_000) + "]".repeat(50_000))).isEmpty();
    assertThat(
            read("{\"openapi\":\"3.0.1\",\"a\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}"))
        .isEmpty();
    assertThat(read("openapi: 3.0.1\na: " + "x".repeat(6 * 1_024 * 1_024))).isEmpty();
  }
}
