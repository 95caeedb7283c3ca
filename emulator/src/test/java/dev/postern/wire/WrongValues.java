package dev.postern.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.util.List;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;

/** JSON values that are wrong for a type. */
final class WrongValues {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private WrongValues() {}

  /** Returns values that the type does not allow. */
  static List<JsonNode> ofType(MarshallingKnownType type) {
    JsonNode text = NODES.textNode("x");
    JsonNode number = NODES.numberNode(1);
    JsonNode fraction = NODES.numberNode(1.5);
    JsonNode huge = NODES.numberNode(new BigInteger("9".repeat(40)));
    JsonNode flag = NODES.booleanNode(true);
    JsonNode list = NODES.arrayNode();
    JsonNode object = NODES.objectNode();
    return switch (type) {
      case STRING -> List.of(number, fraction, huge, flag, list, object);
      case BOOLEAN -> List.of(text, number, list, object);
      case INTEGER, LONG -> List.of(text, fraction, huge, flag, list, object);
      case DOUBLE, FLOAT -> List.of(text, flag, list, object);
      case INSTANT -> List.of(text, flag, list, object);
      case SDK_BYTES -> List.of(number, flag, list, object);
      case LIST -> List.of(text, number, flag, object);
      case MAP, SDK_POJO -> List.of(text, number, flag, list);
      default -> List.of();
    };
  }

  /** Returns unusual values of the right type. */
  static List<JsonNode> odd(MarshallingKnownType type) {
    return switch (type) {
      case STRING ->
          List.of(
              NODES.nullNode(),
              NODES.textNode(""),
              NODES.textNode("\u0000"),
              NODES.textNode("é漢/${x}{}'\"\\"),
              NODES.textNode("x".repeat(10_000)));
      case INTEGER, LONG, DOUBLE, FLOAT ->
          List.of(
              NODES.nullNode(),
              NODES.numberNode(0),
              NODES.numberNode(-1),
              NODES.numberNode(Integer.MAX_VALUE),
              NODES.numberNode(Integer.MIN_VALUE));
      case LIST -> List.of(NODES.nullNode(), NODES.arrayNode(), NODES.arrayNode().addNull());
      case MAP ->
          List.of(
              NODES.nullNode(),
              NODES.objectNode(),
              NODES.objectNode().putNull("k"),
              NODES.objectNode().putNull(""));
      default -> List.of(NODES.nullNode());
    };
  }
}
