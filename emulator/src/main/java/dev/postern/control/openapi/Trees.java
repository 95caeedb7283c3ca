package dev.postern.control.openapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;

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
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .addModule(new SimpleModule().addDeserializer(JsonNode.class, new TreeReader()))
        .build();
  }

  /** Reads trees with numbers as they are written. */
  private static final class TreeReader extends JsonDeserializer<JsonNode> {
    @Override
    public JsonNode deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return switch (parser.currentToken()) {
        case START_OBJECT -> {
          ObjectNode object = object();
          while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.set(name, deserialize(parser, context));
          }
          yield object;
        }
        case START_ARRAY -> {
          ArrayNode list = JsonNodeFactory.instance.arrayNode();
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(deserialize(parser, context));
          }
          yield list;
        }
        case VALUE_NUMBER_FLOAT -> new WrittenNumber(parser.getText());
        case VALUE_NUMBER_INT -> integer(parser);
        case VALUE_STRING -> TextNode.valueOf(parser.getText());
        case VALUE_TRUE, VALUE_FALSE -> BooleanNode.valueOf(parser.getBooleanValue());
        default -> NullNode.getInstance();
      };
    }

    private static JsonNode integer(JsonParser parser) throws IOException {
      JsonNodeFactory nodes = JsonNodeFactory.instance;
      return switch (parser.getNumberType()) {
        case INT -> nodes.numberNode(parser.getIntValue());
        case LONG -> nodes.numberNode(parser.getLongValue());
        default -> nodes.numberNode(parser.getBigIntegerValue());
      };
    }

    @Override
    public JsonNode getNullValue(DeserializationContext context) {
      return NullNode.getInstance();
    }
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
