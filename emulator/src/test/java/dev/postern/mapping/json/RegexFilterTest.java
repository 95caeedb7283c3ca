package dev.postern.mapping.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters with regular expressions find what the library finds, with limited work. */
class RegexFilterTest {
  private static final String DOCUMENT =
      """
      {"l": [{"n": "Rex", "a": 5, "k": ["x", "Rest"]}, {"n": "Max", "a": 55}, {"n": null}, {}, "Rex", 7,
             {"n": true, "k": []}, {"n": "a/b"}, {"n": "it's (a] && b"}],
       "want": "Rex"}\
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$.l[?(@.n =~ /Rex/)]",
        "$.l[?(@.n =~ /r.x/i)]",
        "$.l[?(@.n =~ /.*/)]",
        "$.l[?(@.n =~ /^$/)]",
        "$.l[?(@.a =~ /5+/)].n",
        "$.l[?(@.n =~ /true/)]",
        "$.l[?(@.k =~ /R.*/)]",
        "$.l[?(@ =~ /Rex|7/)]",
        "$.l[?(/M.*/ =~ @.n)]",
        "$.l[?(!(@.n =~ /R.*/))]",
        "$.l[?(!@.a && @.n =~ /R.*/ || @.n == 'Max')]",
        "$.l[?((@.n =~ /R.*/ || @.n =~ /M.*/) && @.a > 6)]",
        "$.l[?(@.n == $.want && @.a =~ /5/)]",
        "$.l[?($.want =~ /Rex/)].a",
        "$..[?(@.n =~ /Rex/)]",
        "$..l[?(@.n=~/R(e|a)x/)]['n','a']",
        "$.l[?(@.n =~ /a\\/b/)]",
        "$.l[?(@.n =~ /it's \\(a\\] && b/)]",
        "$.l[?(@['n'] =~ /Max/)][?(@ =~ /x/)]",
        "$.l[?(@.n in ['Rex', '=~'])]",
        "$.l[?(@.n =~ /R e x/x)].a",
        "$.l[0][?(@.k[1] =~ /R.*/)]"
      })
  void findsWhatTheLibraryFinds(String path) {
    Object document = Json.parse(DOCUMENT);

    Object found = JsonPathExpression.compile(path).read(document);

    assertThat(found).isEqualTo(JsonPath.compile(path).read(document));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$.l[?(@.n =~ /(/)]",
        "$.l[?(@.n =~ /a/q)]",
        "$.l[?(@.n =~ x)]",
        "$.l[?(@.n =~ /a)]",
        "$.l[?(/a/ =~ /b/)]",
        "$.l[?(@.n =~ /a/ &&)]",
        "$.l[?((@.n =~ /a/)]",
        "$.l[?(@.n =~ /a/)] [?]",
        "$.l[?(@.l[?(@.n =~ /a/)])]",
        "$.l[? @.n =~ /a/ ]"
      })
  void invalidFilterIsRefused(String path) {
    assertThatThrownBy(() -> JsonPathExpression.compile(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a JSONPath");
  }

  @Test
  void endlesslyBacktrackingExpressionIsStopped() {
    Object document = Json.parse("[{\"n\":\"" + "a".repeat(60) + "\"}]");
    JsonPathExpression path =
        JsonPathExpression.compile("$[?(@.n =~ /(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)b\\1/)]");

    assertThatThrownBy(() -> path.read(document))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the JSONPath takes too much work");
  }

  @Test
  void nestedScanIsStopped() {
    Object document = Json.parse("[".repeat(60) + "1" + "]".repeat(60));
    JsonPathExpression path = JsonPathExpression.compile("$..*..*..*..*..*");

    assertThatThrownBy(() -> path.read(document))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the JSONPath takes too much work");
  }

  @Test
  void pathWithAnUnknownFunctionCannotBeEvaluated() {
    JsonPathExpression expression = JsonPathExpression.compile("$.l.nothing()");

    assertThatThrownBy(() -> expression.read(Json.parse(DOCUMENT)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pathWithThousandsOfStepsIsRefused() {
    String path = "$" + "..a".repeat(20_000);

    assertThatThrownBy(() -> JsonPathExpression.compile(path))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
