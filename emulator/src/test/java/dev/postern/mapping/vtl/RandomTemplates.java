package dev.postern.mapping.vtl;

import java.util.List;
import java.util.random.RandomGenerator;

/** Generator of templates that parse, with all directives and expressions. */
final class RandomTemplates {
  private static final List<String> TEXTS =
      List.of("x", " ", "\n", "  ", "\t", "\n  ", "{\"a\": ", "}", ",", "a.b", "(", ")", "%", "\\");
  private static final List<String> WORDS = List.of("text", "number", "list", "map");

  private final RandomGenerator random;

  RandomTemplates(RandomGenerator random) {
    this.random = random;
  }

  String next() {
    return block(3);
  }

  private String block(int depth) {
    StringBuilder block = new StringBuilder();
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      block.append(statement(depth));
    }
    return block.toString();
  }

  private String statement(int depth) {
    int kind = random.nextInt(depth > 0 ? 11 : 6);
    return switch (kind) {
      case 0, 1, 2 -> one(TEXTS);
      case 3 -> print();
      case 4 -> indent() + "#set($" + one(WORDS) + "2 = " + value(depth) + ")" + end();
      case 5 ->
          one(List.of("##comment\n", "#* c *#", "#[[ $raw #if ]]#", "\\#if", "#nosuch(1)", "#fff"));
      case 6, 7 -> condition(depth);
      case 8, 9 -> loop(depth);
      default -> indent() + "#define($block)" + block(depth - 1) + "#end" + end() + "$!block ";
    };
  }

  private String print() {
    String reference =
        one(
            List.of(
                "${text}",
                "$text",
                "$!text",
                "${number}",
                "${list}",
                "${map}",
                "$map.a",
                "${map.b}",
                "$list[0]",
                "$list.get(1)",
                "$list.size()",
                "$text.length()",
                "$text.substring(1)",
                "$map.get('a')",
                "$map.keySet()",
                "$!foreach.count",
                "$!foreach.hasNext",
                "\\$text",
                "\\\\$text",
                "$$text",
                "#$text",
                "$text.",
                "$text,",
                "${text}-x"));
    boolean closed = "})]".indexOf(reference.charAt(reference.length() - 1)) >= 0;
    return reference + (closed ? "" : one(List.of(" ", "\n", ",", "\"")));
  }

  private String condition(int depth) {
    StringBuilder condition = new StringBuilder(indent());
    condition
        .append("#if(")
        .append(truth(depth))
        .append(')')
        .append(end())
        .append(block(depth - 1));
    if (random.nextInt(3) == 0) {
      condition.append(indent()).append("#elseif(").append(truth(depth)).append(')').append(end());
      condition.append(block(depth - 1));
    }
    if (random.nextBoolean()) {
      condition.append(indent()).append("#{else}").append(end()).append(block(depth - 1));
    }
    return condition.append(indent()).append("#end").append(end()).toString();
  }

  private String loop(int depth) {
    String jump = one(List.of("", "", "#if($foreach.index == 1)#break#end"));
    return indent()
        + "#foreach($item in "
        + one(List.of("$list", "$map", "[1..3]", "[2..0]", "$map.keySet()", "[\"p\", $text]"))
        + ")"
        + end()
        + jump
        + block(depth - 1)
        + "${item}"
        + indent()
        + "#end"
        + end();
  }

  private String truth(int depth) {
    return switch (random.nextInt(9)) {
      case 0 -> "$number > " + random.nextInt(10);
      case 1 -> "$number == " + random.nextInt(10);
      case 2 -> "$text == 'abc'";
      case 3 -> "$text != \"x$text\"";
      case 4 -> "$!missing";
      case 5 -> "$map.a";
      case 6 -> "!$list.isEmpty()";
      case 7 -> depth == 0 ? "true" : truth(depth - 1) + " && " + truth(depth - 1);
      default -> depth == 0 ? "false" : "(" + truth(depth - 1) + " || " + truth(depth - 1) + ")";
    };
  }

  private String value(int depth) {
    return switch (random.nextInt(10)) {
      case 0 -> "\"in ${text} $number\"";
      case 1 -> "'$text'";
      case 2 -> String.valueOf(random.nextInt());
      case 3 ->
          depth == 0 ? "1" : number(depth) + one(List.of(" + ", " - ", " * ")) + number(depth);
      case 4 -> number(depth) + one(List.of(" / ", " % ")) + random.nextInt(1, 9);
      case 5 -> "[1, \"two\", $text]";
      case 6 -> "{\"k\": $number, \"l\": [$text]}";
      case 7 -> "$text + $number";
      case 8 -> "1.5 * $number";
      default -> "$list.subList(0, 2)";
    };
  }

  private String number(int depth) {
    return depth == 0 || random.nextBoolean()
        ? one(List.of("$number", "3", "2147483647", "$list.size()"))
        : "(" + number(depth - 1) + " + " + number(depth - 1) + ")";
  }

  private String indent() {
    return one(List.of("", "", " ", "\n", "\n  ", "$text ", "x", "$", " $"));
  }

  private String end() {
    return one(List.of("", "", "\n", " \n", " ", "\r\n"));
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
