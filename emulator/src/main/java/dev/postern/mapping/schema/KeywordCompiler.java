package dev.postern.mapping.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compiler of the keywords of one schema. Their order, and that of the texts, is by name. */
final class KeywordCompiler {
  private static final Set<String> TYPES =
      Set.of("array", "boolean", "integer", "null", "number", "object", "string");

  private final SchemaCompiler schemas;
  private final SchemaCompiler.Place place;
  private final JsonNode schema;

  /**
   * Creates the compiler of one schema.
   *
   * @param place position of the schema
   */
  KeywordCompiler(SchemaCompiler schemas, SchemaCompiler.Place place, JsonNode schema) {
    this.schemas = schemas;
    this.place = place;
    this.schema = schema;
  }

  List<Keyword> keywords() {
    List<String> names = new ArrayList<>();
    schema.fieldNames().forEachRemaining(names::add);
    names.sort(null);
    List<Keyword> keywords = new ArrayList<>();
    for (String name : names) {
      Keyword keyword = keyword(name, schema.path(name));
      if (keyword != null) {
        keywords.add(keyword);
      }
    }
    if (schema.has("format")) {
      Format format = Format.of(text("format", schema.path("format")));
      if (format != null) {
        keywords.add(format);
      }
    }
    return keywords;
  }

  /** Returns the keyword, or null if the name is not a rule of its own. */
  private @Nullable Keyword keyword(String name, JsonNode value) {
    return switch (name) {
      case "additionalItems" -> noFurtherItems(value);
      case "additionalProperties" -> noFurtherProperties(value);
      case "allOf" -> new AnyKeyword.AllOf(schemas(name, value));
      case "anyOf" -> new AnyKeyword.AnyOf(schemas(name, value));
      case "dependencies" -> dependencies(value);
      case "enum" -> AnyKeyword.Values.of(array(name, value));
      case "exclusiveMaximum" -> paired(name, value, "maximum");
      case "exclusiveMinimum" -> paired(name, value, "minimum");
      case "maxItems" -> new ArrayKeyword.MaxItems(size(name, value));
      case "maxLength" -> new StringKeyword.MaxLength(size(name, value));
      case "maxProperties" -> new ObjectKeyword.MaxProperties(size(name, value));
      case "maximum" -> new NumberKeyword.Maximum(number(name, value), isSet("exclusiveMaximum"));
      case "minItems" -> new ArrayKeyword.MinItems(size(name, value));
      case "minLength" -> new StringKeyword.MinLength(size(name, value));
      case "minProperties" -> new ObjectKeyword.MinProperties(size(name, value));
      case "minimum" -> new NumberKeyword.Minimum(number(name, value), isSet("exclusiveMinimum"));
      case "multipleOf" -> new NumberKeyword.MultipleOf(positive(name, value));
      case "not" -> new AnyKeyword.Not(schemas.compile(place.child(name), value));
      case "oneOf" -> new AnyKeyword.OneOf(schemas(name, value));
      case "pattern" -> new StringKeyword.Matching(EcmaPattern.compile(text(name, value)));
      case "required" -> new ObjectKeyword.Required(names(name, value));
      case "type" -> new AnyKeyword.Type(types(value));
      case "uniqueItems" -> flag(name, value) ? new ArrayKeyword.UniqueItems() : null;
      default -> null;
    };
  }

  private @Nullable Keyword noFurtherItems(JsonNode value) {
    boolean forbidden = value.isBoolean() && !value.booleanValue();
    return forbidden && schema.path("items").isArray()
        ? new ArrayKeyword.NoFurtherItems(schema.path("items").size())
        : null;
  }

  private @Nullable Keyword noFurtherProperties(JsonNode value) {
    if (!value.isBoolean() || value.booleanValue()) {
      return null;
    }
    Set<String> names = new TreeSet<>();
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    List<EcmaPattern> patterns = new ArrayList<>();
    schema
        .path("patternProperties")
        .fieldNames()
        .forEachRemaining(pattern -> patterns.add(EcmaPattern.compile(pattern)));
    return new ObjectKeyword.NoFurtherProperties(names, patterns);
  }

  private Keyword dependencies(JsonNode value) {
    SortedMap<String, List<String>> properties = new TreeMap<>();
    SortedMap<String, Schema> schemasOfProperties = new TreeMap<>();
    SchemaCompiler.Place here = place.child("dependencies");
    SchemaCompiler.object("dependencies", value)
        .properties()
        .forEach(member -> {
          String name = member.getKey();
          if (member.getValue().isArray()) {
            properties.put(name, names("dependencies", member.getValue()));
          } else {
            schemasOfProperties.put(name, schemas.compile(here.child(name), member.getValue()));
          }
        });
    return new ObjectKeyword.Dependencies(properties, schemasOfProperties);
  }

  private @Nullable Keyword paired(String name, JsonNode value, String with) {
    boolean _ = flag(name, value);
    if (!schema.has(with)) {
      throw new InvalidSchemaException(name + " must be paired with " + with);
    }
    return null;
  }

  private List<Schema> schemas(String name, JsonNode value) {
    List<Schema> compiled = new ArrayList<>();
    for (JsonNode element : filled(name, value)) {
      compiled.add(schemas.compile(place.child(name).child(compiled.size()), element));
    }
    return List.copyOf(compiled);
  }

  private static List<String> types(JsonNode value) {
    Set<String> types = new TreeSet<>();
    for (JsonNode type : value.isArray() ? filled("type", value) : List.of(value)) {
      String name = text("type", type);
      if (!TYPES.contains(name)) {
        throw new InvalidSchemaException("\"" + name + "\" is not a valid primitive type");
      }
      unique("type", types.add(name));
    }
    if (types.contains("number")) {
      types.add("integer");
    }
    return List.copyOf(types);
  }

  private static List<String> names(String keyword, JsonNode value) {
    Set<String> names = new TreeSet<>();
    filled(keyword, value).forEach(name -> unique(keyword, names.add(text(keyword, name))));
    return List.copyOf(names);
  }

  private static void unique(String keyword, boolean isNew) {
    if (!isNew) {
      throw new InvalidSchemaException("elements of " + keyword + " are not unique");
    }
  }

  private boolean isSet(String keyword) {
    return schema.path(keyword).booleanValue();
  }

  private static boolean flag(String keyword, JsonNode value) {
    require(value.isBoolean(), keyword, value);
    return value.booleanValue();
  }

  private static String text(String keyword, JsonNode value) {
    require(value.isTextual(), keyword, value);
    return value.textValue();
  }

  private static int size(String keyword, JsonNode value) {
    require(value.isIntegralNumber() && value.canConvertToInt(), keyword, value);
    if (value.intValue() < 0) {
      throw new InvalidSchemaException(keyword + " is negative");
    }
    return value.intValue();
  }

  private static BigDecimal number(String keyword, JsonNode value) {
    require(value.isNumber(), keyword, value);
    return value.decimalValue();
  }

  private static BigDecimal positive(String keyword, JsonNode value) {
    BigDecimal number = number(keyword, value);
    if (number.signum() <= 0) {
      throw new InvalidSchemaException(keyword + " is not greater than 0");
    }
    return number;
  }

  private static JsonNode array(String keyword, JsonNode value) {
    require(value.isArray(), keyword, value);
    return value;
  }

  private static JsonNode filled(String keyword, JsonNode value) {
    if (array(keyword, value).isEmpty()) {
      throw new InvalidSchemaException(keyword + " must have at least one element");
    }
    return value;
  }

  private static void require(boolean fits, String keyword, JsonNode value) {
    if (!fits) {
      throw new InvalidSchemaException(
          "value of " + keyword + " has incorrect type (found " + value.getNodeType() + ")");
    }
  }
}
