package dev.postern.mapping.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.http.QueryString;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compiler of the models of one API to schemas; compiles each part once. A reference to another
 * model is the URL {@code https://apigateway.amazonaws.com/restapis/{api}/models/{name}}. Other
 * URLs stay unresolved, and no URL is fetched. References between models may be circular. Not
 * thread-safe.
 */
final class SchemaCompiler {
  private static final Pattern MODEL =
      Pattern.compile("https?://apigateway\\.[^/]+/restapis/[^/]+/models/([^/?#]+)");

  private final Function<String, @Nullable String> models;
  private final Map<String, JsonNode> documents = new HashMap<>();
  private final Map<Place, Schema> compiled = new HashMap<>();
  private final Deque<PendingReference> pending = new ArrayDeque<>();

  /**
   * Creates a compiler.
   *
   * @param models schema text by model name
   */
  SchemaCompiler(Function<String, @Nullable String> models) {
    this.models = models;
  }

  /** Position of a schema: its model and the path in it. */
  record Place(String model, List<String> path) {
    Place {
      path = List.copyOf(path);
    }

    static Place root(String model) {
      return new Place(model, List.of());
    }

    Place child(String name) {
      List<String> longer = new ArrayList<>(path);
      longer.add(name);
      return new Place(model, longer);
    }

    Place child(int index) {
      return child(Integer.toString(index));
    }
  }

  /** A reference whose target is not compiled yet. */
  private record PendingReference(Schema.Reference reference, Place target) {}

  /**
   * Returns the schema of a model with all schemas that it refers to.
   *
   * @throws InvalidSchemaException if it, or a schema that it refers to, is invalid
   */
  Schema compile(String model) {
    try {
      return compileModel(model);
    } catch (InvalidSchemaException e) {
      // Other models must not use incomplete schemas.
      compiled.clear();
      pending.clear();
      throw e;
    }
  }

  private Schema compileModel(String model) {
    Place root = Place.root(model);
    JsonNode document = find(root);
    if (document == null) {
      throw new InvalidSchemaException("there is no model " + model);
    }
    Schema schema = compile(root, document);
    while (!pending.isEmpty()) {
      PendingReference next = pending.pop();
      JsonNode target = find(next.target);
      if (target != null) {
        next.reference.resolve(compile(next.target, target));
      }
    }
    return schema;
  }

  /** Returns the schema at a position. */
  Schema compile(Place place, JsonNode schema) {
    Schema known = compiled.get(place);
    if (known != null) {
      return known;
    }
    object("schema", schema);
    Schema made =
        schema.has("$ref")
            ? reference(place, schema.get("$ref"))
            : new Schema.Rules(
                new KeywordCompiler(this, place, schema).keywords(), members(place, schema));
    compiled.put(place, made);
    return made;
  }

  private Schema reference(Place place, JsonNode ref) {
    if (!ref.isTextual()) {
      throw new InvalidSchemaException("$ref is not a string");
    }
    String text = ref.textValue();
    Schema.Reference reference = new Schema.Reference(text);
    int hash = text.indexOf('#');
    String url = hash < 0 ? text : text.substring(0, hash);
    Matcher model = MODEL.matcher(url);
    if (url.isEmpty() || model.matches()) {
      String name = url.isEmpty() ? place.model : model.group(1);
      String pointer = hash < 0 ? "" : QueryString.decodePath(text.substring(hash + 1));
      if (pointer.isEmpty() || pointer.startsWith("/")) {
        pending.push(new PendingReference(reference, new Place(name, steps(pointer))));
      }
    }
    return reference;
  }

  private static List<String> steps(String pointer) {
    if (pointer.isEmpty()) {
      return List.of();
    }
    List<String> steps = new ArrayList<>();
    for (String step : pointer.substring(1).split("/", -1)) {
      steps.add(step.replace("~1", "/").replace("~0", "~"));
    }
    return steps;
  }

  private @Nullable JsonNode find(Place place) {
    JsonNode node = documents.get(place.model);
    if (node == null) {
      String source = models.apply(place.model);
      if (source == null) {
        return null;
      }
      node = parse(source);
      documents.put(place.model, node);
    }
    for (String step : place.path) {
      node = node.isArray() ? node.path(index(step)) : node.path(step);
    }
    return node.isMissingNode() ? null : node;
  }

  private static int index(String step) {
    return step.matches("\\d{1,9}") ? Integer.parseInt(step) : -1;
  }

  private static JsonNode parse(String source) {
    try {
      return JsonSchema.JSON.readTree(source);
    } catch (JsonProcessingException | NumberFormatException _) {
      throw new InvalidSchemaException("the schema is not JSON");
    }
  }

  private ChildSchemas members(Place place, JsonNode schema) {
    // Definitions must be valid even if nothing refers to them.
    eachMember("definitions", place, schema, (_, _) -> {});
    Map<String, Schema> properties = new LinkedHashMap<>();
    eachMember("properties", place, schema, properties::put);
    List<ChildSchemas.ByPattern> patterns = new ArrayList<>();
    eachMember(
        "patternProperties",
        place,
        schema,
        (name, at) -> patterns.add(new ChildSchemas.ByPattern(EcmaPattern.compile(name), at)));
    Schema others = schemaOrBoolean("additionalProperties", place, schema);
    List<Schema> items = new ArrayList<>();
    Schema furtherItems = schemaOrBoolean("additionalItems", place, schema);
    JsonNode item = schema.path("items");
    if (item.isArray()) {
      for (JsonNode element : item) {
        items.add(compile(place.child("items").child(items.size()), element));
      }
    } else if (!item.isMissingNode()) {
      furtherItems = compile(place.child("items"), item);
    }
    return properties.isEmpty()
            && patterns.isEmpty()
            && others == null
            && items.isEmpty()
            && furtherItems == null
        ? ChildSchemas.NONE
        : new ChildSchemas(properties, patterns, others, items, furtherItems);
  }

  private interface Member {
    void accept(String name, Schema schema);
  }

  private void eachMember(String keyword, Place place, JsonNode schema, Member member) {
    if (!schema.has(keyword)) {
      return;
    }
    Place here = place.child(keyword);
    object(keyword, schema.path(keyword))
        .properties()
        .forEach(e -> member.accept(e.getKey(), compile(here.child(e.getKey()), e.getValue())));
  }

  /** Returns the schema of a keyword whose value may also be a boolean; null for a boolean. */
  private @Nullable Schema schemaOrBoolean(String keyword, Place place, JsonNode schema) {
    JsonNode value = schema.path(keyword);
    return value.isMissingNode() || value.isBoolean() ? null : compile(place.child(keyword), value);
  }

  static JsonNode object(String keyword, JsonNode value) {
    if (!value.isObject()) {
      throw new InvalidSchemaException(keyword + " is not an object: " + value.getNodeType());
    }
    return value;
  }
}
