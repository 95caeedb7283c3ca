package dev.postern.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.postern.aws.error.ImportErrors;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Converts schemas of a file to schemas of models. References to schemas become references to
 * models, and extensions and ignored keywords of the dialect are removed. Cycles are kept.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html">
 *     Amazon API Gateway important notes</a>
 */
final class SchemaRewriter {
  private static final Pattern MODEL_URL =
      Pattern.compile("https://apigateway\\.amazonaws\\.com/restapis/[^/]+/models/([^/?#]+)");
  private static final Set<String> BY_NAME =
      Set.of("properties", "patternProperties", "definitions", "dependencies");
  private static final Set<String> SCHEMAS =
      Set.of("items", "additionalItems", "additionalProperties", "not", "allOf", "anyOf", "oneOf");

  private final String prefix;
  private final String modelUrl;
  private final Set<String> models;
  private final Set<String> ignored;
  private final References references;
  private final Findings findings;
  private final Budget budget;

  /** Schemas that are being inlined, to detect cycles. */
  private final Set<JsonNode> open = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * Creates a rewriter for one file.
   *
   * @param models names of the schemas that become models
   * @param ignored keywords to remove
   */
  SchemaRewriter(
      String apiId,
      String prefix,
      Set<String> models,
      Set<String> ignored,
      References references,
      Findings findings,
      Budget budget) {
    this.modelUrl = "https://apigateway.amazonaws.com/restapis/" + apiId + "/models/";
    this.prefix = prefix;
    this.models = models;
    this.ignored = ignored;
    this.references = references;
    this.findings = findings;
    this.budget = budget;
  }

  /** Returns the name of the schema or model that a reference names, if it names a whole one. */
  Optional<String> modelName(String reference) {
    Matcher url = MODEL_URL.matcher(reference);
    if (url.matches()) {
      return Optional.of(url.group(1));
    }
    String name = References.decoded(reference);
    return name.startsWith(prefix) && name.indexOf('/', prefix.length()) < 0
        ? Optional.of(name.substring(prefix.length()).replace("~1", "/").replace("~0", "~"))
        : Optional.empty();
  }

  /**
   * Returns the schema of a model.
   *
   * @param own the model's name, or null if it has none yet
   */
  JsonNode rewritten(JsonNode schema, @Nullable String own) {
    return schema(schema, own, 0);
  }

  private JsonNode schema(JsonNode node, @Nullable String own, int depth) {
    budget.spend(Budget.NODE);
    if (depth > 2 * Trees.MAX_DEPTH) {
      throw ImportErrors.invalidInput();
    }
    if (node instanceof ArrayNode list) {
      ArrayNode result = JsonNodeFactory.instance.arrayNode();
      list.forEach(item -> result.add(schema(item, own, depth + 1)));
      return result;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    Optional<String> reference = References.of(object);
    if (reference.isPresent()) {
      Optional<JsonNode> inlined = inlined(reference.get(), own, depth);
      if (inlined.isPresent()) {
        return inlined.get();
      }
    }
    return members(object, own, depth);
  }

  private ObjectNode members(ObjectNode schema, @Nullable String own, int depth) {
    ObjectNode result = Trees.object();
    for (Map.Entry<String, JsonNode> member : schema.properties()) {
      String keyword = member.getKey();
      JsonNode value = member.getValue();
      if (keyword.equals("$ref") && value.isTextual()) {
        target(value.textValue(), own).ifPresent(url -> result.set("$ref", TextNode.valueOf(url)));
      } else if (BY_NAME.contains(keyword) && value instanceof ObjectNode named) {
        ObjectNode schemas = result.putObject(keyword);
        named
            .properties()
            .forEach(
                entry -> schemas.set(entry.getKey(), schema(entry.getValue(), own, depth + 1)));
      } else if (SCHEMAS.contains(keyword)) {
        result.set(keyword, schema(value, own, depth + 1));
      } else if (!ignored.contains(keyword) && !keyword.startsWith("x-")) {
        result.set(keyword, value);
      }
    }
    return result;
  }

  /** Returns the target of a reference within a model, or empty if the target does not exist. */
  private Optional<String> target(String reference, @Nullable String own) {
    if (own != null && reference.startsWith(prefix + own + "/")) {
      return Optional.of("#" + reference.substring(prefix.length() + own.length()));
    }
    Optional<String> name = modelName(reference);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    if (!models.contains(name.get())) {
      findings.warn(ImportErrors.modelNotFound(name.get()));
      return Optional.empty();
    }
    return Optional.of(modelUrl + name.get());
  }

  /** Returns the referenced schema if it is part of the file but not a model. */
  private Optional<JsonNode> inlined(String reference, @Nullable String own, int depth) {
    if ((own != null && reference.startsWith(prefix + own + "/"))
        || modelName(reference).isPresent()) {
      return Optional.empty();
    }
    JsonNode target = references.find(reference);
    if (target.isMissingNode() || !open.add(target)) {
      return Optional.of(Trees.object());
    }
    try {
      return Optional.of(schema(target, own, depth + 1));
    } finally {
      open.remove(target);
    }
  }
}
