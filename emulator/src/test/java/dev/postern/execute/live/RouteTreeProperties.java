package dev.postern.execute.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the route tree with a matcher that tries every route. */
class RouteTreeProperties {
  private static final List<String> SEGMENTS = List.of("a", "b", "{p}", "{r+}");
  private static final List<String> VERBS = List.of("GET", "POST", "ANY");

  private record Route(String template, String verb) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void findsTheRouteThatExhaustiveSearchFinds(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      Set<Route> routes = routes(random);
      RouteTree.Builder<Route> tree = RouteTree.builder();
      routes.forEach(route -> tree.add(route.template, route.verb, route));
      RouteTree<Route> built = tree.build();
      for (int i = 0; i < 20; i++) {
        String path = path(random);
        String verb = VERBS.get(random.nextInt(2));

        RouteTree.Match<Route> match = built.find(verb, path);

        assertThat(match == null ? null : match.target())
            .as("seed %d: %s %s in %s", seed, verb, path, routes)
            .isEqualTo(naive(routes, verb, path));
      }
    }
  }

  private static Set<Route> routes(Random random) {
    Set<Route> routes = new LinkedHashSet<>();
    int count = 1 + random.nextInt(8);
    for (int i = 0; i < count; i++) {
      StringBuilder template = new StringBuilder();
      int depth = random.nextInt(4);
      for (int d = 0; d < depth; d++) {
        String segment = SEGMENTS.get(random.nextInt(SEGMENTS.size()));
        template.append('/').append(segment);
        if (segment.endsWith("+}")) {
          break;
        }
      }
      routes.add(
          new Route(
              template.isEmpty() ? "/" : template.toString(),
              VERBS.get(random.nextInt(VERBS.size()))));
    }
    return routes;
  }

  private static String path(Random random) {
    StringBuilder path = new StringBuilder();
    int depth = random.nextInt(5);
    for (int d = 0; d < depth; d++) {
      path.append('/').append("abc".charAt(random.nextInt(3)));
    }
    return path.isEmpty() ? "/" : path.toString();
  }

  /**
   * Returns the best route, compared segment by segment: literal, parameter, greedy; then the verb
   * itself before ANY.
   */
  private static @Nullable Route naive(Set<Route> routes, String verb, String path) {
    Route best = null;
    String bestRank = "";
    for (Route route : routes) {
      if (!route.verb.equals(verb) && !route.verb.equals("ANY")) {
        continue;
      }
      String rank = rank(split(route.template), split(path));
      if (rank == null) {
        continue;
      }
      String whole = rank + (route.verb.equals(verb) ? "0" : "1");
      if (best == null || whole.compareTo(bestRank) < 0) {
        best = route;
        bestRank = whole;
      }
    }
    return best;
  }

  private static @Nullable String rank(List<String> template, List<String> path) {
    StringBuilder rank = new StringBuilder();
    for (int i = 0; i < template.size(); i++) {
      if (i >= path.size()) {
        return null;
      }
      String segment = template.get(i);
      if (segment.endsWith("+}")) {
        return rank.append('3').toString();
      }
      if (segment.startsWith("{")) {
        rank.append('2');
      } else if (segment.equals(path.get(i))) {
        rank.append('1');
      } else {
        return null;
      }
    }
    return template.size() == path.size() ? rank.toString() : null;
  }

  private static List<String> split(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/")) {
      if (!segment.isEmpty()) {
        segments.add(segment);
      }
    }
    return segments;
  }
}
