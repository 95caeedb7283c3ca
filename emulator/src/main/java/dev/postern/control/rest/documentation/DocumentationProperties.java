package dev.postern.control.rest.documentation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.error.DocumentationErrors;
import org.jspecify.annotations.Nullable;

/** The content of a documentation part: a JSON object that AWS keeps as the text it was sent in. */
final class DocumentationProperties {
  private static final JsonMapper JSON = new JsonMapper();

  private DocumentationProperties() {}

  /** The text, when it is a JSON object. */
  static String checked(@Nullable String properties) {
    read(properties);
    return String.valueOf(properties);
  }

  static ObjectNode read(@Nullable String properties) {
    try {
      if (properties != null && JSON.readTree(properties) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException _) {
      throw DocumentationErrors.invalidProperties();
    }
    throw DocumentationErrors.invalidProperties();
  }
}
