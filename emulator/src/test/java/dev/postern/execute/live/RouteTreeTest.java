package dev.postern.execute.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTreeTest {
  @Test
  void literalSegmentWinsOverParameter() {
    RouteTree<String> routes =
        RouteTree.<String>builder()
            .add("/pets/{id}", "GET", "parameter")
            .add("/pets/new", "GET", "literal")
            .build();

    assertThat(found(routes, "GET", "/pets/new").target()).isEqualTo("literal");
    assertThat(routes.find("GET", "/pets/7"))
        .isEqualTo(new RouteTree.Match<>("parameter", Map.of("id", "7")));
  }

  /** A more specific resource wins only if it serves the verb. */
  @ParameterizedTest
  @CsvSource({
    "GET, /foo, proxy, proxy=foo",
    "POST, /foo, foo,",
    "OPTIONS, /foo/bar, bar,",
    "GET, /jobs, proxy, proxy=jobs",
    "POST, /jobs/7, proxy, proxy=jobs/7",
    "GET, /jobs/7, job, id=7",
    "OPTIONS, /jobs, jobs,"
  })
  void moreSpecificResourceWithoutTheVerbIsSkipped(
      String verb, String path, String target, String parameter) {
    RouteTree<String> routes =
        RouteTree.<String>builder()
            .add("/{proxy+}", "ANY", "proxy")
            .add("/foo", "POST", "foo")
            .add("/foo/bar", "ANY", "bar")
            .add("/jobs", "OPTIONS", "jobs")
            .add("/jobs/{id}", "GET", "job")
            .build();

    RouteTree.Match<String> match = found(routes, verb, path);

    assertThat(match.target()).isEqualTo(target);
    if (parameter == null) {
      assertThat(match.parameters()).isEmpty();
    } else {
      String[] pair = parameter.split("=", 2);
      assertThat(match.parameters()).containsExactly(Map.entry(pair[0], pair[1]));
    }
  }

  @Test
  void greedyParameterIsNeverEmpty() {
    RouteTree<String> routes =
        RouteTree.<String>builder().add("/a/{proxy+}", "ANY", "greedy").build();

    assertThat(routes.find("GET", "/a")).isNull();
    assertThat(routes.find("GET", "/a/")).isNull();
    assertThat(routes.find("GET", "/")).isNull();
  }

  @Test
  void trailingSlashIsNotPartOfTheValue() {
    RouteTree<String> routes =
        RouteTree.<String>builder()
            .add("/{proxy+}", "ANY", "greedy")
            .add("/pets/{id}", "GET", "pet")
            .build();

    assertThat(found(routes, "GET", "/pets/7/").parameters()).containsEntry("id", "7");
    assertThat(found(routes, "GET", "/x/y/").parameters()).containsEntry("proxy", "x/y");
  }

  @Test
  void slashesWithinAGreedyValueAreKeptAndThoseBeforeTheFirstSegmentAreNot() {
    RouteTree<String> routes =
        RouteTree.<String>builder().add("/{proxy+}", "ANY", "greedy").build();

    assertThat(found(routes, "GET", "//a//b").parameters()).containsEntry("proxy", "a//b");
  }

  @Test
  void parametersStayPercentEncodedAndLiteralsMatchDecoded() {
    RouteTree<String> routes =
        RouteTree.<String>builder()
            .add("/pets/{id}", "GET", "pet")
            .add("/caf\u00e9", "GET", "cafe")
            .build();

    assertThat(found(routes, "GET", "/pets/test%2Balias@x").parameters())
        .containsEntry("id", "test%2Balias@x");
    assertThat(found(routes, "GET", "/caf%C3%A9").target()).isEqualTo("cafe");
  }

  private static RouteTree.Match<String> found(RouteTree<String> routes, String verb, String path) {
    return Objects.requireNonNull(routes.find(verb, path), "no route");
  }
}
