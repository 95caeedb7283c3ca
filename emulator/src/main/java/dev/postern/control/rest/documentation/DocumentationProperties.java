package dev.postern.control.rest.documentation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.error.DocumentationErrors;
import org.jspecify.annotations.Nullable;

/** The properties of a documentation part: a JSON object that AWS stores as the text sent. */
final class DocumentationProperties {
  private static final JsonMapper JSON = new JsonMapper();

  private DocumentationProperties() {}

  /** Returns the text, or throws if it is not a JSON object. */
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
