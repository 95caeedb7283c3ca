package dev.postern.mapping.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.http.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Values that are equal as JSON Schema counts it: {@code 1} is {@code 1.0}. */
final class PlainValue {
  private static final Object NULL = "null".toCharArray();

  private PlainValue() {}

  static Object of(JsonNode node, Effort effort) {
    effort.charge(1);
    return switch (node.getNodeType()) {
      case ARRAY -> {
        List<Object> elements = new ArrayList<>(node.size());
        node.forEach(element -> elements.add(of(element, effort)));
        yield elements;
      }
      case OBJECT, POJO -> {
        Map<String, Object> members = HashMap.newHashMap(node.size());
        node.properties()
            .forEach(member -> members.put(member.getKey(), of(member.getValue(), effort)));
        yield members;
      }
      case NUMBER -> node.decimalValue().stripTrailingZeros();
      case BOOLEAN -> node.booleanValue();
      case NULL, MISSING -> NULL;
      case STRING, BINARY -> node.asText();
    };
  }

  /** A JSON array of strings. */
  static String quoted(List<String> texts) {
    return texts.stream().map(Json::quote).collect(Collectors.joining(",", "[", "]"));
  }
}
