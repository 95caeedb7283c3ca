package dev.postern.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;

/** Fills a request with the options of a command, as the CLI does. */
final class Parameters {
  private static final JsonMapper JSON = new JsonMapper();

  private Parameters() {}

  /** Sets a member for each option. */
  static void fill(SdkPojo request, Map<String, List<String>> options) {
    options.forEach((option, values) -> set(request, option, values));
  }

  private static void set(SdkPojo request, String option, List<String> values) {
    Optional<SdkField<?>> field = field(request, option);
    if (field.isPresent()) {
      Members.set(request, field.get(), value(field.get(), values, true));
      return;
    }
    Optional<SdkField<?>> flag =
        option.startsWith("no-") ? field(request, option.substring(3)) : Optional.empty();
    if (flag.isPresent()) {
      Members.set(request, flag.get(), value(flag.get(), values, false));
      return;
    }
    // The CLI's own option for the blob that CreateFunction has in its Code.
    SdkField<?> code =
        field(request, "code")
            .filter(_ -> option.equals("zip-file"))
            .orElseThrow(() -> new WrongCommand("Unknown options: --" + option));
    JsonNode zip = JsonNodeFactory.instance.objectNode().set("ZipFile", content(values.getFirst()));
    Members.set(request, code, zip);
  }

  /**
   * {@code restApiId} and {@code FunctionName} for {@code rest-api-id} and {@code function-name}.
   */
  private static Optional<SdkField<?>> field(SdkPojo request, String option) {
    String name = option.replace("-", "");
    return request.sdkFields().stream()
        .filter(field -> field.memberName().equalsIgnoreCase(name))
        .findFirst();
  }

  private static JsonNode value(SdkField<?> field, List<String> values, boolean flag) {
    MarshallingKnownType type = field.marshallingType().getKnownType();
    if (values.isEmpty() && type == MarshallingKnownType.BOOLEAN) {
      return BooleanNode.valueOf(flag);
    }
    if (values.isEmpty()) {
      throw new WrongCommand("expected one argument for " + field.memberName());
    }
    JsonNode first = content(values.getFirst());
    return switch (type) {
      case SDK_POJO, MAP -> structure(first.asText());
      case LIST -> list(field, values);
      default -> first;
    };
  }

  private static JsonNode list(SdkField<?> field, List<String> values) {
    String first = content(values.getFirst()).asText();
    if (first.startsWith("[")) {
      return json(first);
    }
    MarshallingKnownType element =
        field.getTrait(ListTrait.class).memberFieldInfo().marshallingType().getKnownType();
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (String value : values) {
      list.add(
          element == MarshallingKnownType.SDK_POJO ? structure(value) : TextNode.valueOf(value));
    }
    return list;
  }

  private static JsonNode structure(String text) {
    return text.startsWith("{") ? json(text) : Shorthand.parse(text);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new WrongCommand("Error parsing parameter: Invalid JSON: " + e.getOriginalMessage());
    }
  }

  /** The value itself, or what is in the file that it names. */
  private static JsonNode content(String value) {
    try {
      if (value.startsWith("fileb://")) {
        return BinaryNode.valueOf(Files.readAllBytes(Path.of(value.substring(8))));
      }
      return TextNode.valueOf(
          value.startsWith("file://") ? Files.readString(Path.of(value.substring(7))) : value);
    } catch (IOException e) {
      throw new WrongCommand("Error parsing parameter: Unable to load paramfile " + value);
    }
  }
}
