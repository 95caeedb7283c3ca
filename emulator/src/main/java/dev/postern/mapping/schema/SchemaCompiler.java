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
 * Compiles the models of one API to schemas, each part once. References between models name them by
 * the URL {@code https://apigateway.amazonaws.com/restapis/{api}/models/{name}}; no other URL leads
 * anywhere, and none is ever fetched. Models may refer to each other in circles. For one thread.
 */
final class SchemaCompiler {
  private static final Pattern MODEL =
      Pattern.compile("https?://apigateway\\.[^/]+/restapis/[^/]+/models/([^/?#]+)");

  private final Function<String, @Nullable String> models;
  private final Map<String, JsonNode> documents = new HashMap<>();
  private final Map<Place, Schema> compiled = new HashMap<>();
  private final Deque<Open> open = new ArrayDeque<>();

  /**
   * For the models of an API.
   *
   * @param models schema text by model name
   */
  SchemaCompiler(Function<String, @Nullable String> models) {
    this.models = models;
  }

  /** Where a schema stands: its model, and the way there. */
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
  private record Open(Schema.Reference reference, Place target) {}

  /**
   * The schema of a model, with all it refers to.
   *
   * @throws InvalidSchemaException when it, or something it refers to, is no schema
   */
  Schema compile(String model) {
    try {
      return whole(model);
    } catch (InvalidSchemaException e) {
      // What is half done must not serve another model.
      compiled.clear();
      open.clear();
      throw e;
    }
  }

  private Schema whole(String model) {
    Place root = Place.root(model);
    JsonNode document = find(root);
    if (document == null) {
      throw new InvalidSchemaException("there is no model " + model);
    }
    Schema schema = compile(root, document);
    while (!open.isEmpty()) {
      Open next = open.pop();
      JsonNode target = find(next.target);
      if (target != null) {
        next.reference.lead(compile(next.target, target));
      }
    }
    return schema;
  }

  /** The schema that stands at a place. */
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
      throw new InvalidSchemaException("$ref is no string");
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
        open.push(new Open(reference, new Place(name, steps(pointer))));
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
      throw new InvalidSchemaException("the schema is no JSON");
    }
  }

  private Members members(Place place, JsonNode schema) {
    // What nothing refers to must be a schema all the same.
    eachMember("definitions", place, schema, (_, _) -> {});
    Map<String, Schema> properties = new LinkedHashMap<>();
    eachMember("properties", place, schema, properties::put);
    List<Members.ByPattern> patterns = new ArrayList<>();
    eachMember(
        "patternProperties",
        place,
        schema,
        (name, at) -> patterns.add(new Members.ByPattern(EcmaPattern.compile(name), at)));
    Schema others = either("additionalProperties", place, schema);
    List<Schema> items = new ArrayList<>();
    Schema furtherItems = either("additionalItems", place, schema);
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
        ? Members.NONE
        : new Members(properties, patterns, others, items, furtherItems);
  }

  private interface Member {
    void take(String name, Schema schema);
  }

  private void eachMember(String keyword, Place place, JsonNode schema, Member member) {
    if (!schema.has(keyword)) {
      return;
    }
    Place here = place.child(keyword);
    object(keyword, schema.path(keyword))
        .properties()
        .forEach(e -> member.take(e.getKey(), compile(here.child(e.getKey()), e.getValue())));
  }

  /** The schema of a keyword that is true, false or a schema; null if it is none. */
  private @Nullable Schema either(String keyword, Place place, JsonNode schema) {
    JsonNode value = schema.path(keyword);
    return value.isMissingNode() || value.isBoolean() ? null : compile(place.child(keyword), value);
  }

  static JsonNode object(String keyword, JsonNode value) {
    if (!value.isObject()) {
      throw new InvalidSchemaException(keyword + " is no object: " + value.getNodeType());
    }
    return value;
  }
}
