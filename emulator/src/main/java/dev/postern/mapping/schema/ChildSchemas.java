package dev.postern.mapping.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Schemas for the members of an object or the elements of an array.
 *
 * @param patterns schemas for properties whose names match a pattern
 * @param others schema for all other properties, or null
 * @param items schemas for elements by index
 * @param furtherItems schema for the elements after those, or null
 */
record ChildSchemas(
    Map<String, Schema> properties,
    List<ByPattern> patterns,
    @Nullable Schema others,
    List<Schema> items,
    @Nullable Schema furtherItems) {
  static final ChildSchemas NONE = new ChildSchemas(Map.of(), List.of(), null, List.of(), null);

  /** One entry of {@code patternProperties}. */
  record ByPattern(EcmaPattern name, Schema schema) {}

  ChildSchemas {
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

  /** Checks the properties in the order of their names. */
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
      check.checkChild(named, value);
    }
    for (ByPattern pattern : patterns) {
      if (pattern.name.isFoundIn(name, check.effort())) {
        known = true;
        check.checkChild(pattern.schema, value);
      }
    }
    if (!known && others != null) {
      check.checkChild(others, value);
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
        check.checkChild(schema, element);
      }
    }
  }
}
