package dev.postern.sdk;

import dev.postern.http.QueryString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where an operation lives: {@code /restapis/{restapi_id}?mode=import}.
 *
 * @param segments of the path, in order
 * @param query names and values that must be in the query as written here; most operations have
 *     none
 */
public record UriTemplate(List<Segment> segments, Map<String, String> query) {

  public UriTemplate {
    segments = List.copyOf(segments);
    query = Map.copyOf(query);
  }

  /** One part of the path between slashes. */
  public sealed interface Segment {
    /** Text that must be there as it is. */
    record Literal(String text) implements Segment {}

    /**
     * A place for a value.
     *
     * @param name wire name of the request member it fills
     */
    record Label(String name) implements Segment {}
  }

  /** Parses the form of AWS's service models. */
  public static UriTemplate parse(String text) {
    int question = text.indexOf('?');
    String path = question < 0 ? text : text.substring(0, question);
    List<Segment> segments = new ArrayList<>();
    for (String part : path.substring(1).split("/", -1)) {
      segments.add(
          part.startsWith("{")
              ? new Segment.Label(part.substring(1, part.length() - 1))
              : new Segment.Literal(part));
    }
    Map<String, String> query = new LinkedHashMap<>();
    if (question >= 0) {
      QueryString.parse(text.substring(question + 1))
          .forEach((name, values) -> query.put(name, values.getFirst()));
    }
    return new UriTemplate(segments, query);
  }
}
