package dev.postern.control.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.ImportErrors;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Parses files to trees: as JSON if the text starts with a brace, otherwise as YAML. */
public final class DefinitionText {
  private static final int MAX_BYTES = 6 << 20;

  private DefinitionText() {}

  /**
   * Parses a file.
   *
   * @throws dev.postern.aws.error.AwsException if the file is too large, or neither JSON nor YAML
   */
  static ObjectNode parse(byte[] file, Budget budget) {
    if (file.length > MAX_BYTES) {
      throw ImportErrors.fileTooLarge();
    }
    String text = new String(file, StandardCharsets.UTF_8);
    String document = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (tree(document, budget) instanceof ObjectNode object) {
      return object;
    }
    throw ImportErrors.invalidInput();
  }

  /**
   * Parses a file that may be OpenAPI or Swagger. Returns empty if it is neither, too large, or
   * malformed; callers have their own errors for that.
   */
  public static Optional<ObjectNode> read(byte[] file) {
    try {
      ObjectNode root = parse(file, new Budget());
      return root.path("swagger").asText().startsWith("2")
              || root.path("openapi").asText().startsWith("3")
          ? Optional.of(root)
          : Optional.empty();
    } catch (AwsException _) {
      return Optional.empty();
    }
  }

  private static JsonNode tree(String document, Budget budget) {
    if (!document.stripLeading().startsWith("{")) {
      return YamlTree.read(document, budget);
    }
    try {
      return Trees.read(document);
    } catch (JsonProcessingException | NumberFormatException _) {
      throw ImportErrors.invalidInput();
    }
  }
}
