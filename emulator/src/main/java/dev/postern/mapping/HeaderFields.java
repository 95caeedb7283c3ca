package dev.postern.mapping;

import dev.postern.http.Headers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lookup of headers for mappings and templates, of requests and of integration responses: names are
 * case-sensitive.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html">
 *     Amazon API Gateway important notes</a>
 */
final class HeaderFields {
  private HeaderFields() {}

  /** Returns the last value of the name, or null. */
  static @Nullable String last(Headers headers, String name) {
    for (int i = headers.size() - 1; i >= 0; i--) {
      if (headers.name(i).equals(name)) {
        return headers.value(i);
      }
    }
    return null;
  }

  /** Returns all values of the name, in the order sent. */
  static List<String> all(Headers headers, String name) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < headers.size(); i++) {
      if (headers.name(i).equals(name)) {
        values.add(headers.value(i));
      }
    }
    return List.copyOf(values);
  }
}
