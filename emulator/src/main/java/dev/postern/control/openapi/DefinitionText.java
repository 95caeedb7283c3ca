package dev.postern.control.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.error.ImportErrors;
import java.nio.charset.StandardCharsets;

/** A file as a tree: JSON when it starts with a brace, else YAML. */
final class DefinitionText {
  private static final int MOST_BYTES = 6 << 20;

  private DefinitionText() {}

  /**
   * Parses.
   *
   * @throws dev.postern.aws.error.AwsException when the file is too large, or no JSON or YAML
   */
  static ObjectNode parse(byte[] file, Budget budget) {
    if (file.length > MOST_BYTES) {
      throw ImportErrors.fileTooLarge();
    }
    String text = new String(file, StandardCharsets.UTF_8);
    String document = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (tree(document, budget) instanceof ObjectNode object) {
      return object;
    }
    throw ImportErrors.invalidInput();
  }

  private static JsonNode tree(String document, Budget budget) {
    if (!document.stripLeading().startsWith("{")) {
      return YamlTree.read(document, budget);
    }
    try {
      return Trees.read(document);
    } catch (JsonProcessingException _) {
      throw ImportErrors.invalidInput();
    }
  }
}
