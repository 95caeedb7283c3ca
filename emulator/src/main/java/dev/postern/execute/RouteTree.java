package dev.postern.execute;

import dev.postern.http.QueryString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what serves a path and verb. At each level a literal segment wins over a parameter, a
 * parameter over a greedy one; what has not the verb (nor {@code ANY}) is passed over, so the walk
 * backtracks. Immutable once built.
 *
 * <p>The raw path is scanned, not split: parameters come out as they were sent, percent-encoded. A
 * slash at the end is no segment; empty segments before the first one are passed over; a greedy
 * parameter keeps the slashes within it.
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
   * What a path and verb lead to.
   *
   * @param parameters by name, raw
   */
  public record Match<T>(T target, Map<String, String> parameters) {}

  /** The most specific target that serves the verb, or null. */
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

  /** The parameters met on the way, the latest first: made only where there are any. */
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

  private static final class Node<T> {
    private final Map<String, Node<T>> literals = new HashMap<>();
    private final Map<String, T> targets = new HashMap<>(4);
    private @Nullable Variable<T> parameter;
    private @Nullable Variable<T> greedy;

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

  /** Collects routes; {@link #build} hands them over. */
  public static final class Builder<T> {
    private final Node<T> root = new Node<>();

    private Builder() {}

    /**
     * Adds a route.
     *
     * @param template such as {@code /pets/{petId}} or {@code /{proxy+}}; one parameter name a
     *     position
     * @param verb in capitals, or {@code ANY}
     */
    public Builder<T> add(String template, String verb, T target) {
      Node<T> node = root;
      for (String segment : template.split("/", -1)) {
        if (!segment.isEmpty()) {
          node = child(node, segment);
        }
      }
      node.targets.put(verb, target);
      return this;
    }

    public RouteTree<T> build() {
      return new RouteTree<>(root);
    }

    private static <T> Node<T> child(Node<T> node, String segment) {
      if (!segment.startsWith("{") || !segment.endsWith("}")) {
        return node.literals.computeIfAbsent(segment, _ -> new Node<>());
      }
      if (segment.endsWith("+}")) {
        if (node.greedy == null) {
          node.greedy =
              new Node.Variable<>(segment.substring(1, segment.length() - 2), new Node<>());
        }
        return node.greedy.node();
      }
      if (node.parameter == null) {
        node.parameter =
            new Node.Variable<>(segment.substring(1, segment.length() - 1), new Node<>());
      }
      return node.parameter.node();
    }
  }
}
