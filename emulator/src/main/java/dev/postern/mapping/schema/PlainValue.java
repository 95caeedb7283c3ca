package dev.postern.mapping.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Canonical text of a value, equal for values that JSON Schema counts as equal: {@code 1} equals
 * {@code 1.0}, and the order of members does not matter. It is a text because a set of collections
 * with equal hash codes, which an attacker can send, takes quadratic time.
 */
final class PlainValue {
  private PlainValue() {}

  static String of(JsonNode node, Effort effort) {
    StringBuilder text = new StringBuilder();
    append(node, text, effort);
    return text.toString();
  }

  private static void append(JsonNode node, StringBuilder text, Effort effort) {
    effort.charge(1);
    switch (node.getNodeType()) {
      case ARRAY -> {
        text.append('[');
        node.forEach(element -> {
          append(element, text, effort);
          text.append(',');
        });
        text.append(']');
      }
      case OBJECT, POJO -> {
        List<String> names = new ArrayList<>(node.size());
        node.fieldNames().forEachRemaining(names::add);
        names.sort(null);
        text.append('{');
        for (String name : names) {
          text.append(Json.quote(name)).append(':');
          append(node.path(name), text, effort);
          text.append(',');
        }
        text.append('}');
      }
      case NUMBER -> text.append(node.decimalValue().stripTrailingZeros());
      case BOOLEAN -> text.append(node.booleanValue());
      case NULL, MISSING -> text.append("null");
      case STRING, BINARY -> text.append(Json.quote(node.asText()));
    }
  }

  /** Returns a JSON array of strings. */
  static String quoted(List<String> texts) {
    return texts.stream().map(Json::quote).collect(Collectors.joining(",", "[", "]"));
  }
}
