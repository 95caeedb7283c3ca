package dev.postern.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An OpenAPI or Swagger file, JSON or YAML, as a tree. Hostile files cost no more than their size
 * allows.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html">
 *     Amazon API Gateway important notes</a>
 */
public final class DefinitionFile {
  private static final int MOST_BYTES = 6 * 1_024 * 1_024;
  private static final JsonMapper JSON = new JsonMapper();

  private DefinitionFile() {}

  /** Empty when the bytes are no file of either form, or one that AWS takes for too large. */
  public static Optional<ObjectNode> read(byte[] file) {
    if (file.length > MOST_BYTES) {
      return Optional.empty();
    }
    try {
      String text = new String(file, StandardCharsets.UTF_8);
      JsonNode tree = text.stripLeading().startsWith("{") ? JSON.readTree(text) : yaml(text);
      return tree instanceof ObjectNode root && isDefinition(root)
          ? Optional.of(root)
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static boolean isDefinition(ObjectNode root) {
    return root.path("swagger").asText().startsWith("2")
        || root.path("openapi").asText().startsWith("3");
  }

  /** In a class of its own, so that the YAML library is loaded with the first such file. */
  private static JsonNode yaml(String text) throws IOException {
    return new YamlTree().read(text);
  }
}
