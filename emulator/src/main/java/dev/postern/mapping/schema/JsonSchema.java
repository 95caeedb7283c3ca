package dev.postern.mapping.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compiled JSON Schema of draft 4. Immutable and thread-safe.
 *
 * <p>A validation does a limited amount of work. A body that needs more, because patterns backtrack
 * or schemas branch endlessly, is invalid.
 */
public final class JsonSchema {
  /** Depth that templates can read. */
  private static final int MAX_DEPTH = 400;

  static final ObjectReader JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private static final byte[] EMPTY_OBJECT = {'{', '}'};

  private final Schema root;

  private JsonSchema(Schema root) {
    this.root = root;
  }

  /** Compiler of the models of one API. Not thread-safe. */
  public static final class Compiler {
    private final SchemaCompiler compiler;

    /**
     * Creates a compiler.
     *
     * @param models schema text by model name; null for an unknown model
     */
    public Compiler(Function<String, @Nullable String> models) {
      this.compiler = new SchemaCompiler(models);
    }

    /**
     * Returns the schema of a model.
     *
     * @throws InvalidSchemaException if it, or a model that it refers to, is not a schema
     */
    public JsonSchema compile(String model) {
      return new JsonSchema(compiler.compile(model));
    }
  }

  /**
   * Returns API Gateway's texts for the errors of a body.
   *
   * @param body an empty one counts as an empty object
   * @return empty if the body is valid
   * @throws InvalidSchemaException if the body leads to an unresolved or endlessly circular
   *     reference
   */
  public List<String> problems(byte[] body) {
    JsonNode instance;
    try {
      instance = JSON.readTree(body.length == 0 ? EMPTY_OBJECT : body);
    } catch (IOException | NumberFormatException _) {
      // Jackson throws NumberFormatException for an exponent of more than 32 bits.
      return List.of("Unknown error parsing request body");
    }
    if (instance.isMissingNode()) {
      return List.of("Unknown error parsing request body");
    }
    Check check = new Check(new Effort(body.length));
    try {
      check.checkSame(root, instance);
      return check.problems();
    } catch (Effort.ExhaustedException | StackOverflowError _) {
      return List.of("the request body takes too much work to validate");
    }
  }
}
