package dev.postern.sdk;

import dev.postern.http.QueryString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The path and fixed query of an operation: {@code /restapis/{restapi_id}?mode=import}.
 *
 * @param segments of the path, in order
 * @param query names and values that the query must contain; most operations have none
 */
public record UriTemplate(List<Segment> segments, Map<String, String> query) {

  public UriTemplate {
    segments = List.copyOf(segments);
    query = Map.copyOf(query);
  }

  /** A part of the path between slashes. */
  public sealed interface Segment {
    /** Fixed text. */
    record Literal(String text) implements Segment {}

    /**
     * A placeholder for a value.
     *
     * @param name wire name of the request member
     */
    record Label(String name) implements Segment {}
  }

  /** Parses the notation of AWS's service models. */
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
