package dev.postern.wire;

import dev.postern.http.HttpRequest;
import dev.postern.http.QueryString;
import dev.postern.sdk.Operation;
import dev.postern.sdk.UriTemplate.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the operation of a request by raw path, verb and the fixed query of its template. One
 * router serves all services, since no two operations collide. Immutable.
 *
 * <p>Segments are cut out of the raw path before they are percent-decoded, so that an ARN with
 * {@code %2F} stays one segment. A literal has precedence over a label; if the literal leads to no
 * operation, the label is tried.
 */
final class Router {
  private final Node root = new Node();

  Router(List<Operation> operations) {
    operations.forEach(this::add);
  }

  /**
   * An operation with the values of its path.
   *
   * @param labels decoded values by the label's name
   */
  record Route(Operation operation, Map<String, String> labels) {}

  /** Returns the operation of a request, or empty if there is none. */
  Optional<Route> find(HttpRequest request) {
    List<String> segments = segments(request.path());
    Map<String, List<String>> query = QueryString.parse(request.query());
    Operation operation = find(root, segments, 0, request.method(), query);
    return operation == null
        ? Optional.empty()
        : Optional.of(new Route(operation, labels(operation, segments)));
  }

  private static @Nullable Operation find(
      Node node, List<String> segments, int depth, String method, Map<String, List<String>> query) {
    if (depth == segments.size()) {
      return node.operation(method, query);
    }
    String segment = segments.get(depth);
    Node literal = node.literals.get(segment);
    if (literal != null) {
      Operation found = find(literal, segments, depth + 1, method, query);
      if (found != null) {
        return found;
      }
    }
    if (node.label == null || segment.isEmpty()) {
      return null;
    }
    return node.labelMatchesRest
        ? node.label.operation(method, query)
        : find(node.label, segments, depth + 1, method, query);
  }

  /** Returns the decoded segments; ignores one slash at the end. */
  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>(8);
    int start = 1;
    while (start < path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      segments.add(QueryString.decodePath(path.substring(start, end)));
      start = end + 1;
    }
    return segments;
  }

  private static Map<String, String> labels(Operation operation, List<String> segments) {
    Map<String, String> labels = new HashMap<>();
    List<Segment> template = operation.uri().segments();
    for (int i = 0; i < template.size(); i++) {
      if (template.get(i) instanceof Segment.Label(String name)) {
        boolean last = i == template.size() - 1;
        labels.put(
            name, last ? String.join("/", segments.subList(i, segments.size())) : segments.get(i));
      }
    }
    return labels;
  }

  private void add(Operation operation) {
    Node node = root;
    for (Segment segment : operation.uri().segments()) {
      node = segment instanceof Segment.Literal(String text) ? node.literal(text) : node.label();
    }
    node.add(operation);
  }

  private static final class Node {
    private final Map<String, Node> literals = new HashMap<>(4);
    private final List<Operation> operations = new ArrayList<>(2);
    private @Nullable Node label;

    /**
     * Whether the label matches the rest of the path: ARNs of tagged resources contain slashes,
     * which some clients do not encode.
     */
    private boolean labelMatchesRest;

    Node literal(String text) {
      Node child = literals.computeIfAbsent(text, _ -> new Node());
      child.labelMatchesRest = text.equals("tags");
      return child;
    }

    Node label() {
      if (label == null) {
        label = new Node();
      }
      return label;
    }

    void add(Operation operation) {
      operations.add(operation);
      operations.sort((a, b) -> b.uri().query().size() - a.uri().query().size());
    }

    /**
     * Returns the operation of a verb; of several, the one with the most fixed query parameters.
     */
    @Nullable Operation operation(String method, Map<String, List<String>> query) {
      for (Operation operation : operations) {
        if (operation.method().equals(method) && matchesQuery(operation, query)) {
          return operation;
        }
      }
      return null;
    }

    private static boolean matchesQuery(Operation operation, Map<String, List<String>> query) {
      for (Map.Entry<String, String> literal : operation.uri().query().entrySet()) {
        List<String> values = query.get(literal.getKey());
        if (values == null || !values.getFirst().equals(literal.getValue())) {
          return false;
        }
      }
      return true;
    }
  }
}
