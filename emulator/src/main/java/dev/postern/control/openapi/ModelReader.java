package dev.postern.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.error.ImportErrors;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Model;

/**
 * Reads the models of a file: its named schemas, and a generated model for each schema inside an
 * operation. The name of a generated model depends on its content, so that a repeated import of the
 * file changes nothing.
 */
final class ModelReader {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9]+");
  private static final Set<String> COMPOSED =
      Set.of("properties", "items", "allOf", "anyOf", "oneOf", "additionalProperties");
  private static final int GENERATED_DIGITS = 6;

  private final Set<String> names;
  private final SchemaRewriter rewriter;
  private final References references;
  private final Findings findings;
  private final Budget budget;
  private final Map<String, Model> models = new LinkedHashMap<>();

  /** Names of generated models by schema. Several operations may refer to one schema. */
  private final IdentityHashMap<JsonNode, String> generated = new IdentityHashMap<>();

  ModelReader(
      String apiId, Dialect dialect, References references, Findings findings, Budget budget) {
    this.references = references;
    this.findings = findings;
    this.budget = budget;
    ObjectNode schemas = dialect.schemas();
    this.names =
        schemas.properties().stream()
            .filter(schema -> schema.getValue().isObject())
            .map(Map.Entry::getKey)
            .filter(NAME.asMatchPredicate())
            .collect(Collectors.toSet());
    this.rewriter =
        new SchemaRewriter(apiId, dialect.schemaPrefix(), names, references, findings, budget);
    schemas.properties().forEach(schema -> readNamed(schema.getKey(), schema.getValue()));
  }

  private void readNamed(String name, JsonNode schema) {
    if (!names.contains(name)) {
      findings.warn(
          schema.isObject()
              ? ImportErrors.modelNameNotAlphanumeric(name)
              : ImportErrors.unsupportedExtension(name));
      return;
    }
    models.put(name, model(name, text(rewriter.rewritten(schema, name))));
  }

  Collection<Model> models() {
    return List.copyOf(models.values());
  }

  /**
   * Returns the name of the model for a schema of an operation, or empty if it cannot have one.
   *
   * @param where {@code 200 response}, {@code request}
   */
  Optional<String> nameOf(JsonNode schema, String where, String verb, String path) {
    Optional<String> reference = References.of(schema);
    if (reference.isEmpty()) {
      return generatedFor(schema, where, verb, path);
    }
    Optional<String> name = rewriter.modelName(reference.get());
    if (name.isEmpty()) {
      JsonNode target = references.resolve(schema);
      return target.isObject() ? generatedFor(target, where, verb, path) : Optional.empty();
    }
    if (reference.get().startsWith("#") && !names.contains(name.get())) {
      findings.warn(ImportErrors.modelNotFound(name.get()));
      return Optional.empty();
    }
    return name;
  }

  private Optional<String> generatedFor(JsonNode schema, String where, String verb, String path) {
    String type = Trees.text(schema, "type");
    boolean composed =
        schema.isEmpty() || COMPOSED.stream().anyMatch(keyword -> schema.has(keyword));
    if (!composed && !type.equals("object") && !type.equals("array")) {
      findings.warn(ImportErrors.unsupportedModel(type, where, verb, path));
      return Optional.empty();
    }
    return Optional.of(generated.computeIfAbsent(schema, this::generate));
  }

  private String generate(JsonNode schema) {
    String text = text(rewriter.rewritten(schema, null));
    String digest = HexFormat.of().formatHex(sha256(text));
    int digits = GENERATED_DIGITS;
    while (isTaken("MODEL" + digest.substring(0, digits), text)) {
      digits++;
    }
    String name = "MODEL" + digest.substring(0, digits);
    models.putIfAbsent(name, model(name, text));
    return name;
  }

  /** Returns whether a model with another schema has the name. */
  private boolean isTaken(String name, String text) {
    @Nullable Model model = models.get(name);
    return model != null && !model.schema().equals(text);
  }

  private String text(JsonNode schema) {
    String text = schema.toPrettyString();
    budget.spend(text.length());
    return text;
  }

  private static Model model(String name, String schema) {
    return Model.builder().name(name).contentType("application/json").schema(schema).build();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
