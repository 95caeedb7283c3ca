package dev.postern.mapping.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The schemas for what is in an object or array.
 *
 * @param patterns properties by pattern of their name
 * @param others for properties that neither a name nor a pattern covers
 * @param items for each element by its index
 * @param furtherItems for the elements after those
 */
record Members(
    Map<String, Schema> properties,
    List<ByPattern> patterns,
    @Nullable Schema others,
    List<Schema> items,
    @Nullable Schema furtherItems) {
  static final Members NONE = new Members(Map.of(), List.of(), null, List.of(), null);

  /** A member of {@code patternProperties}. */
  record ByPattern(EcmaPattern name, Schema schema) {}

  Members {
    properties = Map.copyOf(properties);
    patterns = List.copyOf(patterns);
    items = List.copyOf(items);
  }

  void check(JsonNode instance, Check check) {
    if (instance.isObject()) {
      checkObject(instance, check);
    } else {
      checkArray(instance, check);
    }
  }

  /** In the order of the names. */
  private void checkObject(JsonNode instance, Check check) {
    if (properties.isEmpty() && patterns.isEmpty() && others == null) {
      return;
    }
    List<String> names = new ArrayList<>(instance.size());
    instance.fieldNames().forEachRemaining(names::add);
    names.sort(null);
    for (String name : names) {
      checkProperty(name, instance.get(name), check);
    }
  }

  private void checkProperty(String name, JsonNode value, Check check) {
    boolean known = false;
    Schema named = properties.get(name);
    if (named != null) {
      known = true;
      check.inside(named, value);
    }
    for (ByPattern pattern : patterns) {
      if (pattern.name.isFoundIn(name, check.effort())) {
        known = true;
        check.inside(pattern.schema, value);
      }
    }
    if (!known && others != null) {
      check.inside(others, value);
    }
  }

  private void checkArray(JsonNode instance, Check check) {
    if (items.isEmpty() && furtherItems == null) {
      return;
    }
    int index = 0;
    for (Iterator<JsonNode> elements = instance.elements(); elements.hasNext(); index++) {
      JsonNode element = elements.next();
      Schema schema = index < items.size() ? items.get(index) : furtherItems;
      if (schema != null) {
        check.inside(schema, element);
      }
    }
  }
}
