package dev.postern.control.openapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Trees of JSON: read within bounds, written as AWS writes them. */
final class Trees {
  /** Deeper than any definition, and not too deep to walk. */
  static final int DEPTH = 100;

  /** The longest number that is read as one. */
  static final int NUMBER = 100;

  private static final int TOKENS = 1_000_000;

  private static final JsonMapper FILES =
      mapper(
          StreamReadConstraints.builder()
              .maxNestingDepth(DEPTH)
              .maxTokenCount(TOKENS)
              .maxNumberLength(NUMBER)
              .build());
  private static final JsonMapper STORED = mapper(StreamReadConstraints.defaults());

  private Trees() {}

  private static JsonMapper mapper(StreamReadConstraints constraints) {
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints).build())
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build();
  }

  /**
   * Reads the JSON of a file.
   *
   * @throws JsonProcessingException when it is none, or too deep or too much of it
   * @throws NumberFormatException when a number has an exponent of more than 32 bits
   */
  static JsonNode read(String text) throws JsonProcessingException {
    return FILES.readTree(text);
  }

  /** A stored text as an object: it was read before it was stored. An empty one if it is none. */
  static ObjectNode stored(String text) {
    try {
      return STORED.readTree(text) instanceof ObjectNode object ? object : object();
    } catch (JsonProcessingException | NumberFormatException _) {
      return object();
    }
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The object at a member; an empty one when there is none. */
  static ObjectNode at(JsonNode node, String member) {
    return node.path(member) instanceof ObjectNode object ? object : object();
  }

  /** The text at a member, of a number or a boolean too; empty when there is none. */
  static String text(JsonNode node, String member) {
    JsonNode value = node.path(member);
    return value.isValueNode() && !value.isNull() ? value.asText() : "";
  }
}
