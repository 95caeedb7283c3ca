package dev.postern.execute.live;

import dev.postern.http.QueryString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An index of routes that finds the target of a path and verb. At each level a literal segment wins
 * over a parameter, and a parameter over a greedy one. Nodes that serve neither the verb nor {@code
 * ANY} are skipped, so the search backtracks. Immutable once built.
 *
 * <p>The raw path is scanned, not split: parameters are returned as sent, percent-encoded. A
 * trailing slash is no segment. Empty segments before the first one are skipped. A greedy parameter
 * keeps its inner slashes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html">
 *     Set up a method request in API Gateway</a>
 */
public final class RouteTree<T> {
  private static final String ANY = "ANY";

  private final Node<T> root;

  private RouteTree(Node<T> root) {
    this.root = root;
  }

  public static <T> Builder<T> builder() {
    return new Builder<>();
  }

  /**
   * The target of a path and verb.
   *
   * @param parameters raw values, by name
   */
  public record Match<T>(T target, Map<String, String> parameters) {}

  /** Returns the most specific target that serves the verb, or null. */
  public @Nullable Match<T> find(String verb, String path) {
    int start = 0;
    int end = path.length();
    while (start < end && path.charAt(start) == '/') {
      start++;
    }
    while (end > start && path.charAt(end - 1) == '/') {
      end--;
    }
    return root.find(verb, path, start, end, null);
  }

  /** The parameters captured so far, the latest first; allocated only for parameters. */
  private record Captured(String name, String value, @Nullable Captured earlier) {
    static Map<String, String> toMap(@Nullable Captured latest) {
      if (latest == null) {
        return Map.of();
      }
      List<Captured> inOrder = new ArrayList<>(4);
      for (Captured c = latest; c != null; c = c.earlier) {
        inOrder.addFirst(c);
      }
      Map<String, String> parameters = LinkedHashMap.newLinkedHashMap(inOrder.size());
      inOrder.forEach(c -> parameters.put(c.name, c.value));
      return parameters;
    }
  }

  /** A node. Its maps are small and immutable: a map of one entry needs one memory access. */
  private record Node<T>(
      Map<String, Node<T>> literals,
      Map<String, T> targets,
      @Nullable Variable<T> parameter,
      @Nullable Variable<T> greedy) {

    private record Variable<T>(String name, Node<T> node) {}

    private @Nullable Match<T> find(
        String verb, String path, int start, int end, @Nullable Captured captured) {
      if (start >= end) {
        return match(verb, captured);
      }
      int slash = path.indexOf('/', start);
      int stop = slash < 0 || slash > end ? end : slash;
      String segment = path.substring(start, stop);
      int next = stop == end ? end : stop + 1;
      Match<T> found = null;
      Node<T> literal = literals.get(segment);
      if (literal == null && segment.indexOf('%') >= 0) {
        literal = literals.get(QueryString.decodePath(segment));
      }
      if (literal != null) {
        found = literal.find(verb, path, next, end, captured);
      }
      if (found == null && parameter != null && !segment.isEmpty()) {
        Captured more = new Captured(parameter.name, segment, captured);
        found = parameter.node.find(verb, path, next, end, more);
      }
      if (found == null && greedy != null) {
        Captured more = new Captured(greedy.name, path.substring(start, end), captured);
        found = greedy.node.match(verb, more);
      }
      return found;
    }

    private @Nullable Match<T> match(String verb, @Nullable Captured captured) {
      T target = targets.get(verb);
      if (target == null) {
        target = targets.get(ANY);
      }
      return target == null ? null : new Match<>(target, Captured.toMap(captured));
    }
  }

  /** A collector of routes for {@link #build}. */
  public static final class Builder<T> {
    private final Level<T> root = new Level<>();

    private Builder() {}

    /**
     * Adds a route.
     *
     * @param template such as {@code /pets/{petId}} or {@code /{proxy+}}; one parameter name per
     *     position
     * @param verb in upper case, or {@code ANY}
     */
    public Builder<T> add(String template, String verb, T target) {
      Level<T> level = root;
      for (String segment : template.split("/", -1)) {
        if (!segment.isEmpty()) {
          level = level.child(segment);
        }
      }
      level.targets.put(verb.intern(), target);
      return this;
    }

    public RouteTree<T> build() {
      return new RouteTree<>(root.node());
    }
  }

  /** A node under construction. Names are interned: APIs share many. */
  private static final class Level<T> {
    private final Map<String, Level<T>> literals = new HashMap<>();
    private final Map<String, T> targets = new HashMap<>();
    private @Nullable Named<T> parameter;
    private @Nullable Named<T> greedy;

    private record Named<T>(String name, Level<T> level) {
      private Node.Variable<T> variable() {
        return new Node.Variable<>(name, level.node());
      }
    }

    private Level<T> child(String segment) {
      if (!segment.startsWith("{") || !segment.endsWith("}")) {
        return literals.computeIfAbsent(segment.intern(), _ -> new Level<>());
      }
      if (segment.endsWith("+}")) {
        if (greedy == null) {
          greedy = new Named<>(segment.substring(1, segment.length() - 2), new Level<>());
        }
        return greedy.level;
      }
      if (parameter == null) {
        parameter = new Named<>(segment.substring(1, segment.length() - 1), new Level<>());
      }
      return parameter.level;
    }

    private Node<T> node() {
      Map<String, Node<T>> nodes = HashMap.newHashMap(literals.size());
      literals.forEach((name, level) -> nodes.put(name, level.node()));
      return new Node<>(
          Map.copyOf(nodes),
          Map.copyOf(targets),
          parameter == null ? null : parameter.variable(),
          greedy == null ? null : greedy.variable());
    }
  }
}
