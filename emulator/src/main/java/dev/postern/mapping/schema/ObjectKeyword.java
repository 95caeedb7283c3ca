package dev.postern.mapping.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** Keywords for objects. Names in the texts are sorted. */
sealed interface ObjectKeyword extends Keyword {
  @Override
  default void check(JsonNode instance, Check check) {
    if (instance.isObject()) {
      checkObject(instance, check);
    }
  }

  void checkObject(JsonNode object, Check check);

  /** {@code minProperties}. */
  record MinProperties(int limit) implements ObjectKeyword {
    @Override
    public void checkObject(JsonNode object, Check check) {
      if (object.size() < limit) {
        check.fail(() ->
            "object has too few properties (found %d but schema requires at least %d)"
                .formatted(object.size(), limit));
      }
    }
  }

  /** {@code maxProperties}. */
  record MaxProperties(int limit) implements ObjectKeyword {
    @Override
    public void checkObject(JsonNode object, Check check) {
      if (object.size() > limit) {
        check.fail(() ->
            "object has too many properties (found %d but schema requires at most %d)"
                .formatted(object.size(), limit));
      }
    }
  }

  /**
   * {@code required}.
   *
   * @param names sorted
   */
  record Required(List<String> names) implements ObjectKeyword {
    public Required {
      names = List.copyOf(names);
    }

    @Override
    public void checkObject(JsonNode object, Check check) {
      for (int i = 0; i < names.size(); i++) {
        if (!object.has(names.get(i))) {
          check.fail(() ->
              "object has missing required properties ("
                  + PlainValue.quoted(missing(names, object))
                  + ")");
          return;
        }
      }
    }
  }

  /** {@code additionalProperties: false}. */
  record NoFurtherProperties(Set<String> names, List<EcmaPattern> patterns)
      implements ObjectKeyword {
    public NoFurtherProperties {
      names = Set.copyOf(names);
      patterns = List.copyOf(patterns);
    }

    @Override
    public void checkObject(JsonNode object, Check check) {
      List<String> further = new ArrayList<>();
      for (Iterator<String> present = object.fieldNames(); present.hasNext(); ) {
        String name = present.next();
        if (!names.contains(name)
            && patterns.stream().noneMatch(p -> p.isFoundIn(name, check.effort()))) {
          further.add(name);
        }
      }
      if (!further.isEmpty()) {
        check.fail(() ->
            "object instance has properties which are not allowed by the schema: "
                + PlainValue.quoted(further.stream().sorted().toList()));
      }
    }
  }

  /**
   * {@code dependencies}.
   *
   * @param properties required properties, sorted, by property
   * @param schemas schemas of the whole object by property
   */
  record Dependencies(SortedMap<String, List<String>> properties, SortedMap<String, Schema> schemas)
      implements ObjectKeyword {
    @Override
    public void checkObject(JsonNode object, Check check) {
      for (Map.Entry<String, List<String>> dependency : properties.entrySet()) {
        if (!object.has(dependency.getKey())) {
          continue;
        }
        List<String> missing = missing(dependency.getValue(), object);
        if (!missing.isEmpty()) {
          check.fail(() ->
              "property \"%s\" of object has missing property dependencies (schema requires %s;"
                      .formatted(dependency.getKey(), PlainValue.quoted(dependency.getValue()))
                  + " missing: %s)".formatted(PlainValue.quoted(missing)));
        }
      }
      schemas.forEach((name, schema) -> {
        if (object.has(name)) {
          check.checkSame(schema, object);
        }
      });
    }
  }

  private static List<String> missing(List<String> names, JsonNode object) {
    return names.stream().filter(name -> !object.has(name)).toList();
  }
}
