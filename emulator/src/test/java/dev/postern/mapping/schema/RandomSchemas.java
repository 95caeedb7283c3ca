package dev.postern.mapping.schema;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Generator of schemas of all keywords, some of them invalid, and of values that sometimes match.
 */
final class RandomSchemas {
  private static final List<String> NAMES = List.of("a", "b", "ab", "x-1");
  private static final List<String> NUMBERS =
      List.of("0", "1", "2", "-1", "1.5", "2.0", "2.50", "1e1", "10", "0.5", "100e-1");
  private static final List<String> STRINGS =
      List.of(
          "", "a", "ab", "abc", "b\\\"", "2020-01-01T00:00:00Z", "a@b.c", "\\u00e9\\ud83d\\ude00");
  private static final List<String> TYPES =
      List.of("array", "boolean", "integer", "null", "number", "object", "string");
  private static final List<String> PATTERNS =
      List.of("^a", "b$", "^[a-c]*$", "\\\\d", "[[]", "a|b", "x-\\\\d", ".");
  private static final List<String> FORMATS =
      List.of("date-time", "email", "ipv4", "uri", "hostname", "int32", "regex", "md5");
  private static final List<String> REFERENCES =
      List.of("#/definitions/a", "#/definitions/b", "#", "#/definitions/none", "#/properties/a");

  private final RandomGenerator random;

  RandomSchemas(RandomGenerator random) {
    this.random = random;
  }

  /** Returns a whole schema with definitions. */
  String schema() {
    return "{\"definitions\":{\"a\":"
        + schema(1)
        + ",\"b\":"
        + schema(1)
        + "},"
        + schema(2).substring(1);
  }

  String value() {
    return value(3);
  }

  private String schema(int depth) {
    if (depth < 2 && random.nextInt(8) == 0) {
      return "{\"$ref\":\"" + one(REFERENCES) + "\"}";
    }
    StringBuilder schema = new StringBuilder("{\"title\":\"\"");
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      schema.append(',').append(keyword(depth));
    }
    return schema.append('}').toString();
  }

  private String keyword(int depth) {
    return switch (random.nextInt(depth > 0 ? 29 : 18)) {
      case 0 -> "\"type\":\"" + one(TYPES) + "\"";
      case 1 -> "\"type\":[\"" + one(TYPES) + "\",\"object\"]".replace("object", one(TYPES));
      case 2 -> "\"enum\":[" + value(1) + "," + value(0) + "]";
      case 3 -> "\"minimum\":" + one(NUMBERS);
      case 4 -> "\"maximum\":" + one(NUMBERS);
      case 5 -> "\"minimum\":" + one(NUMBERS) + ",\"exclusiveMinimum\":true";
      case 6 -> "\"maximum\":" + one(NUMBERS) + ",\"exclusiveMaximum\":" + random.nextBoolean();
      case 7 -> "\"multipleOf\":" + one(List.of("1", "2", "0.5", "1.5", "2.0"));
      case 8 -> "\"minLength\":" + random.nextInt(4);
      case 9 -> "\"maxLength\":" + random.nextInt(4);
      case 10 -> "\"pattern\":\"" + one(PATTERNS) + "\"";
      case 11 -> "\"minItems\":" + random.nextInt(4);
      case 12 -> "\"maxItems\":" + random.nextInt(4);
      case 13 -> "\"uniqueItems\":" + random.nextBoolean();
      case 14 -> "\"minProperties\":" + random.nextInt(4);
      case 15 -> "\"maxProperties\":" + random.nextInt(4);
      case 16 -> "\"required\":[\"" + one(NAMES) + "\",\"z\"]".replace("z", "z" + one(NAMES));
      case 17 -> "\"format\":\"" + one(FORMATS) + "\"";
      case 18 -> "\"properties\":" + members(NAMES, depth);
      case 19 -> "\"patternProperties\":{\"" + one(PATTERNS) + "\":" + schema(depth - 1) + "}";
      case 20 -> "\"additionalProperties\":" + either(depth);
      case 21 -> "\"items\":" + schema(depth - 1);
      case 22 -> "\"items\":[" + schema(depth - 1) + "," + schema(depth - 1) + "]";
      case 23 -> "\"additionalItems\":" + either(depth);
      case 24 -> "\"allOf\":[" + schema(depth - 1) + "," + schema(depth - 1) + "]";
      case 25 -> "\"anyOf\":[" + schema(depth - 1) + "," + schema(depth - 1) + "]";
      case 26 -> "\"oneOf\":[" + schema(depth - 1) + "," + schema(depth - 1) + "]";
      case 27 -> "\"not\":" + schema(depth - 1);
      default ->
          "\"dependencies\":{\"a\":[\"b\",\"%s\"],\"b\":%s,\"ab\":[\"a\"]}"
              .formatted("z" + one(NAMES), schema(depth - 1));
    };
  }

  private String either(int depth) {
    return random.nextBoolean() ? "false" : schema(depth - 1);
  }

  private String members(List<String> names, int depth) {
    StringBuilder members = new StringBuilder("{");
    for (String name : names) {
      if (random.nextBoolean()) {
        members.append(members.length() == 1 ? "" : ",").append('"').append(name).append("\":");
        members.append(schema(depth - 1));
      }
    }
    return members.append('}').toString();
  }

  private String value(int depth) {
    return switch (random.nextInt(depth > 0 ? 10 : 4)) {
      case 0 -> one(NUMBERS);
      case 1, 2 -> "\"" + one(STRINGS) + "\"";
      case 3 -> one(List.of("true", "false", "null"));
      case 4, 5 -> {
        StringBuilder array = new StringBuilder("[");
        for (int i = random.nextInt(4); i > 0; i--) {
          array.append(value(depth - 1)).append(i == 1 ? "" : ",");
        }
        yield array.append(']').toString();
      }
      default -> {
        StringBuilder object = new StringBuilder("{");
        for (String name : NAMES.reversed()) {
          if (random.nextBoolean()) {
            object.append(object.length() == 1 ? "" : ",").append('"').append(name).append("\":");
            object.append(value(depth - 1));
          }
        }
        yield object.append('}').toString();
      }
    };
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
