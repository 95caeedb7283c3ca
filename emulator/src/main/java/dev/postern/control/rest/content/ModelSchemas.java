package dev.postern.control.rest.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.error.MethodErrors;
import dev.postern.control.state.RestApiContent;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  private ModelSchemas() {}

  /** Throws if the schema is not a JSON object or refers to an unknown model. */
  public static void check(RestApiContent content, Model model) {
    if (model.schema() == null || model.schema().isBlank()) {
      throw MethodErrors.emptyModelSchema();
    }
    Map<String, ObjectNode> references = new LinkedHashMap<>();
    eachReference(parse(model), references::put);
    List<String> unknown =
        references.keySet().stream()
            .filter(name -> !name.equals(model.name()) && !content.models().containsKey(name))
            .toList();
    if (!unknown.isEmpty()) {
      throw MethodErrors.unknownModelReferences(unknown);
    }
  }

  /** Returns the names of the models that the model refers to directly. */
  static Set<String> references(Model model) {
    Set<String> names = new HashSet<>();
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
