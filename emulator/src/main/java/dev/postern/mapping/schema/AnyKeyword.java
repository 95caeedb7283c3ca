package dev.postern.mapping.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Keywords for values of any type. */
sealed interface AnyKeyword extends Keyword {

  /**
   * {@code type}.
   *
   * @param allowed sorted; contains {@code integer} if it contains {@code number}
   */
  record Type(List<String> allowed) implements AnyKeyword {
    public Type {
      allowed = List.copyOf(allowed);
    }

    @Override
    public void check(JsonNode instance, Check check) {
      String type = typeOf(instance);
      if (!allowed.contains(type)) {
        check.fail(() ->
            "instance type (%s) does not match any allowed primitive type (allowed: %s)"
                .formatted(type, PlainValue.quoted(allowed)));
      }
    }

    private static String typeOf(JsonNode instance) {
      return switch (instance.getNodeType()) {
        case ARRAY -> "array";
        case BOOLEAN -> "boolean";
        case NULL, MISSING -> "null";
        case NUMBER -> instance.isIntegralNumber() ? "integer" : "number";
        case OBJECT, POJO -> "object";
        case STRING, BINARY -> "string";
      };
    }
  }

  /**
   * {@code enum}.
   *
   * @param shown the values as JSON text
   */
  record Values(Set<String> values, String shown) implements AnyKeyword {
    static Values of(JsonNode array) {
      Set<String> values = new HashSet<>();
      Effort effort = new Effort(array.toString().length());
      for (JsonNode value : array) {
        if (!values.add(PlainValue.of(value, effort))) {
          throw new InvalidSchemaException("elements of enum are not unique");
        }
      }
      return new Values(values, array.toString());
    }

    @Override
    public void check(JsonNode instance, Check check) {
      if (!values.contains(PlainValue.of(instance, check.effort()))) {
        check.fail(() ->
            "instance value (%s) not found in enum (possible values: %s)"
                .formatted(instance, shown));
      }
    }
  }

  /** {@code allOf}. */
  record AllOf(List<Schema> schemas) implements AnyKeyword {
    @Override
    public void check(JsonNode instance, Check check) {
      int matched = matched(schemas, instance, check);
      if (matched < schemas.size()) {
        check.fail(() ->
            "instance failed to match all required schemas (matched only %d out of %d)"
                .formatted(matched, schemas.size()));
      }
    }
  }

  /** {@code anyOf}. */
  record AnyOf(List<Schema> schemas) implements AnyKeyword {
    @Override
    public void check(JsonNode instance, Check check) {
      if (matched(schemas, instance, check) == 0) {
        check.fail(
            () -> "instance failed to match at least one required schema among " + schemas.size());
      }
    }
  }

  /** {@code oneOf}. */
  record OneOf(List<Schema> schemas) implements AnyKeyword {
    @Override
    public void check(JsonNode instance, Check check) {
      int matched = matched(schemas, instance, check);
      if (matched != 1) {
        check.fail(() ->
            "instance failed to match exactly one schema (matched %d out of %d)"
                .formatted(matched, schemas.size()));
      }
    }
  }

  /** {@code not}. */
  record Not(Schema schema) implements AnyKeyword {
    @Override
    public void check(JsonNode instance, Check check) {
      if (check.matches(schema, instance)) {
        check.fail(() -> "instance matched a schema which it should not have");
      }
    }
  }

  /**
   * Counts the schemas that the value matches. Evaluates all of them, because a later one may have
   * an unresolved reference.
   */
  private static int matched(List<Schema> schemas, JsonNode instance, Check check) {
    int matched = 0;
    for (Schema schema : schemas) {
      if (check.matches(schema, instance)) {
        matched++;
      }
    }
    return matched;
  }
}
