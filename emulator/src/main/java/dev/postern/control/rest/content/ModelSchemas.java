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
 * The schemas of models and how they refer to each other: by {@code $ref} with the URL {@code
 * https://apigateway.amazonaws.com/restapis/{api}/models/{name}}. Circles are allowed.
 */
public final class ModelSchemas {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String HOST = "apigateway.amazonaws.com";
  private static final Pattern REFERENCE =
      Pattern.compile("https://" + Pattern.quote(HOST) + "/restapis/[^/]+/models/([^/?#]+)");

  private ModelSchemas() {}

  /** Refuses a schema that is none, or names a model that is not there. */
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

  /** The names of the models it refers to directly. */
  static Set<String> references(Model model) {
    Set<String> names = new HashSet<>();
    if (model.schema().contains(HOST)) {
      eachReference(parse(model), (name, _) -> names.add(name));
    }
    return names;
  }

  /** The model with all models it refers to, however far, in its {@code definitions}. */
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

  /** The name of the model that a {@code $ref} means; empty when it means something else. */
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
