package dev.postern.control.rest.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.error.MethodErrors;
import dev.postern.control.state.RestApiContent;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.apigateway.model.Model;

/**
 * Schemas of models and their references to each other: a {@code $ref} with the URL {@code
 * https://apigateway.amazonaws.com/restapis/{api}/models/{name}}. Cycles are allowed.
 */
public final class ModelSchemas {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String HOST = "apigateway.amazonaws.com";
  private static final Pattern REFERENCE =
      Pattern.compile("https://" + Pattern.quote(HOST) + "/restapis/[^/]+/models/([^/?#]+)");

  private static final Set<String> KEYWORDS =
      Set.of(
          "$ref",
          "$schema",
          "additionalItems",
          "additionalProperties",
          "allOf",
          "anyOf",
          "default",
          "definitions",
          "dependencies",
          "description",
          "enum",
          "exclusiveMaximum",
          "exclusiveMinimum",
          "format",
          "id",
          "items",
          "maxItems",
          "maxLength",
          "maxProperties",
          "maximum",
          "minItems",
          "minLength",
          "minProperties",
          "minimum",
          "multipleOf",
          "not",
          "oneOf",
          "pattern",
          "patternProperties",
          "properties",
          "required",
          "title",
          "type",
          "uniqueItems");
  private static final Set<String> SCHEMAS_BY_NAME =
      Set.of("definitions", "dependencies", "patternProperties", "properties");
  private static final Set<String> SCHEMAS =
      Set.of("additionalItems", "additionalProperties", "allOf", "anyOf", "items", "not", "oneOf");

  private ModelSchemas() {}

  /**
   * Throws if the schema is not a JSON object, has keywords that JSON Schema draft 4 does not have,
   * or refers to an unknown model.
   */
  public static void check(RestApiContent content, Model model) {
    if (model.schema() == null || model.schema().isBlank()) {
      throw MethodErrors.emptyModelSchema();
    }
    Map<String, ObjectNode> references = new LinkedHashMap<>();
    JsonNode schema = parse(model);
    SortedSet<String> unsupported = new TreeSet<>();
    addUnsupported(schema, unsupported);
    if (!unsupported.isEmpty()) {
      throw MethodErrors.unsupportedModelKeywords(unsupported);
    }
    eachReference(schema, references::put);
    List<String> unknown =
        references.keySet().stream()
            .filter(name -> !name.equals(model.name()) && !content.models().containsKey(name))
            .toList();
    if (!unknown.isEmpty()) {
      throw MethodErrors.unknownModelReferences(unknown);
    }
  }

  /**
   * Adds the unsupported keywords of a schema and of the schemas in it. Keywords beside a reference
   * have no effect.
   */
  private static void addUnsupported(JsonNode schema, SortedSet<String> unsupported) {
    if (!schema.isObject() || schema.path("$ref").isTextual()) {
      return;
    }
    for (Map.Entry<String, JsonNode> member : schema.properties()) {
      String keyword = member.getKey();
      JsonNode value = member.getValue();
      if (!KEYWORDS.contains(keyword)) {
        unsupported.add(keyword);
      } else if (SCHEMAS.contains(keyword) && value.isObject()) {
        addUnsupported(value, unsupported);
      } else if (SCHEMAS.contains(keyword) || SCHEMAS_BY_NAME.contains(keyword)) {
        value.forEach(child -> addUnsupported(child, unsupported));
      }
    }
  }

  /** Returns the names of the models that the model refers to directly, in the schema's order. */
  public static Set<String> references(Model model) {
    Set<String> names = new LinkedHashSet<>();
    if (model.schema().contains(HOST)) {
      eachReference(parse(model), (name, _) -> names.add(name));
    }
    return names;
  }

  /** Returns the model with all models it refers to, transitively, in its {@code definitions}. */
  static Model flatten(RestApiContent content, Model model) {
    JsonNode schema = parse(model);
    Map<String, JsonNode> definitions = new LinkedHashMap<>();
    ArrayDeque<JsonNode> open = new ArrayDeque<>(List.of(schema));
    while (!open.isEmpty()) {
      eachReference(
          open.pop(),
          (name, referring) -> {
            referring.put("$ref", "#/definitions/" + name);
            Model target = content.models().get(name);
            if (target != null && !definitions.containsKey(name)) {
              JsonNode definition = parse(target);
              definitions.put(name, definition);
              open.add(definition);
            }
          });
    }
    if (definitions.isEmpty() || !(schema instanceof ObjectNode flat)) {
      return model;
    }
    definitions.forEach(flat.withObjectProperty("definitions")::set);
    return model.toBuilder().schema(flat.toString()).build();
  }

  /** Returns the name of the model that a {@code $ref} refers to, or empty if to something else. */
  static Optional<String> modelName(String reference) {
    Matcher matcher = REFERENCE.matcher(reference);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  static JsonNode parse(Model model) {
    try {
      return Optional.ofNullable(JSON.readTree(model.schema()))
          .filter(JsonNode::isObject)
          .orElseThrow(MethodErrors::invalidModelSchema);
    } catch (JsonProcessingException _) {
      throw MethodErrors.invalidModelSchema();
    }
  }

  private static void eachReference(JsonNode node, BiConsumer<String, ObjectNode> found) {
    if (node instanceof ObjectNode object && object.path("$ref").isTextual()) {
      modelName(object.path("$ref").textValue()).ifPresent(name -> found.accept(name, object));
    }
    node.forEach(child -> eachReference(child, found));
  }
}
