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

/** JSON trees: parsing with limits, and access to members. */
final class Trees {
  /** Greater than the depth of any real definition, and safe for recursion. */
  static final int MAX_DEPTH = 100;

  static final int MAX_NUMBER_LENGTH = 100;

  private static final int MAX_TOKENS = 1_000_000;

  private static final JsonMapper FILES =
      mapper(
          StreamReadConstraints.builder()
              .maxNestingDepth(MAX_DEPTH)
              .maxTokenCount(MAX_TOKENS)
              .maxNumberLength(MAX_NUMBER_LENGTH)
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
   * Parses the JSON of a file.
   *
   * @throws JsonProcessingException if the text is not JSON, too deep or too large
   * @throws NumberFormatException if a number has an exponent of more than 32 bits
   */
  static JsonNode read(String text) throws JsonProcessingException {
    return FILES.readTree(text);
  }

  /**
   * Parses a stored text, which was validated before it was stored. Returns an empty object if it
   * is not an object.
   */
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

  /** Returns the object at a member, or an empty object. */
  static ObjectNode at(JsonNode node, String member) {
    return node.path(member) instanceof ObjectNode object ? object : object();
  }

  /** Returns the string, number or boolean at a member as text, or an empty text. */
  static String text(JsonNode node, String member) {
    JsonNode value = node.path(member);
    return value.isValueNode() && !value.isNull() ? value.asText() : "";
  }
}
