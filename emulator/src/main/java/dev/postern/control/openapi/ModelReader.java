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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Model;

/**
 * Reads the models of a file: its named schemas, and a generated model for each schema inside an
 * operation. The name of a generated model depends on its content, so that a repeated import of the
 * file changes nothing. Names and schemas are checked later, where models are created.
 */
final class ModelReader {
  private static final Set<String> COMPOSED =
      Set.of("properties", "items", "allOf", "anyOf", "oneOf", "additionalProperties");
  private static final int GENERATED_DIGITS = 6;

  private final Dialect dialect;
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
    this.dialect = dialect;
    this.references = references;
    this.findings = findings;
    this.budget = budget;
    ObjectNode schemas = dialect.schemas();
    this.names =
        schemas.properties().stream()
            .filter(schema -> schema.getValue().isObject())
            .map(Map.Entry::getKey)
            .filter(name -> !name.startsWith("x-"))
            .collect(Collectors.toSet());
    this.rewriter =
        new SchemaRewriter(
            apiId,
            dialect.schemaPrefix(),
            names,
            dialect.ignoredKeywords(),
            references,
            findings,
            budget);
    schemas.properties().forEach(schema -> readNamed(schema.getKey(), schema.getValue()));
  }

  private void readNamed(String name, JsonNode schema) {
    if (names.contains(name)) {
      models.put(name, model(name, rewriter.rewritten(schema, name)));
    } else if (!name.startsWith("x-")) {
      findings.warn(ImportErrors.unsupportedExtension(name));
    }
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
      findings.warn(ImportErrors.unsupportedModel(dialect.typeName(schema), where, verb, path));
      return Optional.empty();
    }
    return Optional.of(generated.computeIfAbsent(schema, this::generate));
  }

  private String generate(JsonNode schema) {
    Model model = model("", rewriter.rewritten(schema, null));
    String name =
        arrayName(schema)
            .filter(arrayOf -> !isTaken(arrayOf, model.schema()))
            .orElseGet(() -> digestName(model.schema()));
    models.putIfAbsent(name, model.toBuilder().name(name).build());
    return name;
  }

  /** Returns {@code ArrayOfError} for an array of the model {@code Error}. */
  private Optional<String> arrayName(JsonNode schema) {
    return Trees.text(schema, "type").equals("array")
        ? References.of(schema.path("items"))
            .flatMap(rewriter::modelName)
            .filter(names::contains)
            .map("ArrayOf"::concat)
        : Optional.empty();
  }

  private String digestName(String text) {
    String digest = HexFormat.of().formatHex(sha256(text));
    int digits = GENERATED_DIGITS;
    while (isTaken("MODEL" + digest.substring(0, digits), text)) {
      digits++;
    }
    return "MODEL" + digest.substring(0, digits);
  }

  /** Returns whether a model with another schema has the name. */
  private boolean isTaken(String name, String text) {
    @Nullable Model model = models.get(name);
    return model != null && !model.schema().equals(text);
  }

  /** Returns a model. The description of its schema is the model's too. */
  private Model model(String name, JsonNode schema) {
    String text = schema.toPrettyString();
    budget.spend(text.length());
    String description = schema.path("description").asText("");
    return Model.builder()
        .name(name)
        .description(description.isEmpty() ? null : description)
        .contentType("application/json")
        .schema(text)
        .build();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
