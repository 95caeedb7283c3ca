package dev.postern.mapping;

import dev.postern.mapping.schema.InvalidSchemaException;
import dev.postern.mapping.schema.JsonSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Models of one API. Each is compiled once, on first use. Not thread-safe. */
public final class ModelLibrary {
  private final JsonSchema.Compiler compiler;
  private final Map<String, BodyModel> known = new HashMap<>();

  /**
   * Creates the library of an API.
   *
   * @param schemas schema text by model name; null for an unknown model
   */
  public ModelLibrary(Function<String, @Nullable String> schemas) {
    this.compiler = new JsonSchema.Compiler(schemas);
  }

  /**
   * Returns the model with the given name. A model that is not a schema can be stored and deployed;
   * it fails when it is used.
   */
  BodyModel get(String name) {
    return known.computeIfAbsent(name, this::compile);
  }

  private BodyModel compile(String name) {
    try {
      JsonSchema schema = compiler.compile(name);
      return body -> problems(schema, body);
    } catch (InvalidSchemaException e) {
      String reason = String.valueOf(e.getMessage());
      return _ -> {
        throw new UnusableModelException(reason);
      };
    }
  }

  private static List<String> problems(JsonSchema schema, byte[] body) {
    try {
      return schema.problems(body);
    } catch (InvalidSchemaException e) {
      throw new UnusableModelException(String.valueOf(e.getMessage()));
    }
  }
}
