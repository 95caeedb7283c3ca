package dev.postern.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.postern.aws.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Substitutes the variables {@code ${AWS::AccountId}}, {@code ${AWS::Partition}} and {@code
 * ${AWS::Region}} of a file. Also evaluates {@code Ref}, {@code Fn::Sub} and {@code Fn::Join} of
 * SAM and CDK templates if they use only these variables.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/import-api-aws-variables.html">
 *     AWS variables for OpenAPI import</a>
 */
final class Variables {
  private static final int MIN_REFERENCE_LENGTH = "${AWS::Region}".length();

  private final Map<String, String> values;
  private final Budget budget;

  Variables(Caller caller, Budget budget) {
    this.budget = budget;
    this.values =
        Map.of(
            "AWS::AccountId", caller.account().value(),
            "AWS::Partition", caller.region().partition(),
            "AWS::Region", caller.region().code());
  }

  /** Substitutes the variables in all texts of a tree. */
  void substitute(JsonNode node) {
    switch (node) {
      case ObjectNode object -> {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
          member.setValue(substituted(member.getValue()));
        }
      }
      case ArrayNode list -> {
        for (int i = 0; i < list.size(); i++) {
          list.set(i, substituted(list.get(i)));
        }
      }
      default -> {}
    }
  }

  private JsonNode substituted(JsonNode node) {
    if (node instanceof TextNode text) {
      return text.textValue().contains("${AWS::") ? TextNode.valueOf(in(text.textValue())) : text;
    }
    substitute(node);
    return node.size() == 1 && node instanceof ObjectNode object
        ? intrinsic(object).<JsonNode>map(TextNode::valueOf).orElse(object)
        : node;
  }

  private String in(String text) {
    String result = text;
    for (String value : values.values()) {
      budget.spend((long) text.length() * value.length() / MIN_REFERENCE_LENGTH);
    }
    for (Map.Entry<String, String> variable : values.entrySet()) {
      result = result.replace("${" + variable.getKey() + "}", variable.getValue());
    }
    return result;
  }

  /** Returns the result of an intrinsic function whose arguments are already substituted. */
  private Optional<String> intrinsic(ObjectNode object) {
    Map.Entry<String, JsonNode> only = object.properties().iterator().next();
    JsonNode argument = only.getValue();
    return switch (only.getKey()) {
      case "Ref" -> Optional.ofNullable(values.get(argument.asText()));
      case "Fn::Sub" ->
          Optional.ofNullable(argument.textValue()).filter(text -> !text.contains("${"));
      case "Fn::Join" -> joined(argument);
      default -> Optional.empty();
    };
  }

  private static Optional<String> joined(JsonNode argument) {
    if (!argument.path(0).isTextual() || !(argument.path(1) instanceof ArrayNode parts)) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode part : parts) {
      if (!part.isTextual()) {
        return Optional.empty();
      }
      texts.add(part.textValue());
    }
    return Optional.of(String.join(argument.path(0).textValue(), texts));
  }
}
