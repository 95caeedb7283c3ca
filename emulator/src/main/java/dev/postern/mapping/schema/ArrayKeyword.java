package dev.postern.mapping.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Keywords for arrays. */
sealed interface ArrayKeyword extends Keyword {
  @Override
  default void check(JsonNode instance, Check check) {
    if (instance.isArray()) {
      checkArray(instance, check);
    }
  }

  void checkArray(JsonNode array, Check check);

  /** {@code minItems}. */
  record MinItems(int limit) implements ArrayKeyword {
    @Override
    public void checkArray(JsonNode array, Check check) {
      if (array.size() < limit) {
        check.fail(() ->
            "array is too short: must have at least %d elements but instance has %d elements"
                .formatted(limit, array.size()));
      }
    }
  }

  /** {@code maxItems}. */
  record MaxItems(int limit) implements ArrayKeyword {
    @Override
    public void checkArray(JsonNode array, Check check) {
      if (array.size() > limit) {
        check.fail(() ->
            "array is too long: must have at most %d elements but instance has %d elements"
                .formatted(limit, array.size()));
      }
    }
  }

  /** {@code uniqueItems}. */
  record UniqueItems() implements ArrayKeyword {
    @Override
    public void checkArray(JsonNode array, Check check) {
      Set<String> seen = HashSet.newHashSet(array.size());
      for (JsonNode element : array) {
        if (!seen.add(PlainValue.of(element, check.effort()))) {
          check.fail(() -> "array must not contain duplicate elements");
          return;
        }
      }
    }
  }

  /**
   * {@code additionalItems: false}.
   *
   * @param allowed number of schemas in {@code items}
   */
  record NoFurtherItems(int allowed) implements ArrayKeyword {
    @Override
    public void checkArray(JsonNode array, Check check) {
      if (array.size() > allowed) {
        check.fail(() ->
            "schema only allows %d elements in array but instance has %d elements"
                .formatted(allowed, array.size()));
      }
    }
  }
}
