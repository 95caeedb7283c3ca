package dev.postern.mapping.schema;

import dev.postern.testing.FuzzInput;
import dev.postern.testing.FuzzRun;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Fuzzing of models and bodies. Validation returns errors or throws for an invalid schema. Parts:
 * body, model, another model that it may refer to.
 */
public class SchemaFuzz {

  /** Entry point of Jazzer. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    FuzzInput parts = new FuzzInput(bytes);
    Map<String, String> models = Map.of("A", parts.part(1), "B", parts.part(2));
    try {
      new JsonSchema.Compiler(models::get)
          .compile("A")
          .problems(parts.part(0).getBytes(StandardCharsets.UTF_8));
    } catch (InvalidSchemaException _) {
      // Expected for an invalid schema.
    }
  }

  @Test
  void corpusAndMutationsOfIt() {
    FuzzRun.of("schema", SchemaFuzz::fuzzerTestOneInput, 15_000);
  }
}
