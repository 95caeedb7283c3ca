package dev.postern.mapping;

import java.util.List;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compiling and rendering any template returns a text or throws a TemplateException. */
class TemplateProperties {
  private static final List<String> PIECES =
      List.of(
          "#if(",
          "#elseif(",
          "#else",
          "#end",
          "#set(",
          "#foreach(",
          "$i in ",
          "#define($b)",
          "#macro(m $p)",
          "#m(",
          "#break",
          "#stop",
          "#include(",
          "##",
          "#*",
          "*#",
          "#[[",
          "]]#",
          ")",
          "(",
          "[",
          "]",
          "{",
          "}",
          "\"",
          "'",
          "$",
          "$!",
          "${",
          "\\",
          ".",
          ",",
          " ",
          "\n",
          "=",
          "==",
          "!=",
          "<",
          "&&",
          "||",
          "!",
          "+",
          "-",
          "*",
          "/",
          "%",
          "0",
          "1",
          "-3",
          "2.5",
          "1..3",
          "true",
          "$x",
          "$b",
          "$i",
          "$input",
          "$input.body",
          "$input.path('$')",
          "$input.path('$.l')",
          "$input.json('$.s')",
          "$input.params()",
          "$input.params('id')",
          "$context",
          "$context.requestOverride.header",
          "$context.responseOverride",
          "$stageVariables",
          "$util.parseJson($x)",
          "$util.escapeJavaScript($i)",
          "$util.base64Decode($x)",
          "$foreach.count",
          "$foreach.parent",
          "$velocityCount",
          ".size()",
          ".get(0)",
          ".put('a', $x)",
          ".keySet()",
          ".substring(2)",
          ".replaceAll('(', $x)",
          ".split('')",
          ".length()",
          ".a",
          "[0]",
          "['k']",
          ".iterator()",
          ".add($x)",
          ".remove(0)",
          ".toString()",
          ".format('%d', $x)",
          ".subList(0, 9)",
          "é",
          "\uD83D");

  @Test
  void onlyTemplateExceptionsAreThrown() {
    for (long seed = 0; seed < 10_000; seed++) {
      String template = random(new Random(seed));
      try {
        render(template);
      } catch (RuntimeException | Error e) {
        Assertions.fail("seed " + seed + ": " + template, e);
      }
    }
  }

  /** Returns the text, or null if a TemplateException is thrown. */
  private static @Nullable String render(String template) {
    MappingInput input =
        new Inputs()
            .body("{\"l\":[1,{\"k\":null}],\"s\":\"text\"}")
            .path("id", "7")
            .context("stage", "dev")
            .input();
    try {
      return Template.compile(template).render(input);
    } catch (TemplateException _) {
      return null;
    }
  }

  private static String random(Random random) {
    StringBuilder template = new StringBuilder();
    for (int i = random.nextInt(1, 25); i > 0; i--) {
      boolean statement = random.nextInt(3) == 0;
      template.append(statement ? statement(random) : PIECES.get(random.nextInt(PIECES.size())));
    }
    return template.toString();
  }

  /** Returns a statement that usually parses. */
  private static String statement(Random random) {
    String value = PIECES.get(random.nextInt(PIECES.size()));
    String member = PIECES.get(random.nextInt(PIECES.size()));
    return switch (random.nextInt(5)) {
      case 0 -> "#set($x = " + value + ")";
      case 1 -> "#foreach($i in " + value + ")$i" + member + "#end";
      case 2 -> "#if(" + value + " == $x)" + member + "#end";
      case 3 -> "#set($x" + member + " = " + value + ")";
      default -> "$x" + member + " ";
    };
  }
}
