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
 * A compiled JSON Schema of draft 4. Immutable; safe from any thread.
 *
 * <p>A validation does a bounded amount of work: a body that would need more, by patterns that
 * backtrack without end or schemas that branch without end, does not fit.
 */
public final class JsonSchema {
  /** As deep as templates can read. */
  private static final int DEEPEST = 400;

  static final ObjectReader JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
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

  /** Compiles the models of one API. For one thread. */
  public static final class Compiler {
    private final SchemaCompiler compiler;

    /**
     * For the models of an API.
     *
     * @param models schema text by model name; null where there is no such model
     */
    public Compiler(Function<String, @Nullable String> models) {
      this.compiler = new SchemaCompiler(models);
    }

    /**
     * The schema of a model.
     *
     * @throws InvalidSchemaException when it, or a model it refers to, is no schema
     */
    public JsonSchema compile(String model) {
      return new JsonSchema(compiler.compile(model));
    }
  }

  /**
   * What is wrong with a body, in API Gateway's words.
   *
   * @param body empty counts as an empty object
   * @return empty when it fits
   * @throws InvalidSchemaException when the body leads to a reference that leads nowhere, or round
   *     in a circle
   */
  public List<String> problems(byte[] body) {
    JsonNode instance;
    try {
      instance = JSON.readTree(body.length == 0 ? EMPTY_OBJECT : body);
    } catch (IOException | NumberFormatException _) {
      // Jackson has no exception of its own for an exponent of more than 32 bits.
      return List.of("Unknown error parsing request body");
    }
    if (instance.isMissingNode()) {
      return List.of("Unknown error parsing request body");
    }
    Check check = new Check(new Effort(body.length));
    try {
      check.also(root, instance);
      return check.problems();
    } catch (Effort.ExhaustedException | StackOverflowError _) {
      return List.of("the request body takes too much work to validate");
    }
  }
}
