package dev.postern.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Between JSON and the SDK's classes, by the names of their members: the CLI's form of both. */
final class Members {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Members() {}

  /** Sets one member of a builder. */
  static void set(SdkPojo builder, SdkField<?> field, JsonNode value) {
    field.set(builder, read(field, value));
  }

  /** Finishes a builder. */
  static SdkPojo build(SdkPojo builder) {
    return (SdkPojo) ((SdkBuilder<?, ?>) builder).build();
  }

  private static Object read(SdkField<?> field, JsonNode value) {
    return switch (field.marshallingType().getKnownType()) {
      case STRING -> value.asText();
      case BOOLEAN -> value.asBoolean();
      case INTEGER -> value.asInt();
      case LONG -> value.asLong();
      case DOUBLE -> value.asDouble();
      case SDK_BYTES -> bytes(value);
      case SDK_POJO -> structure(field.constructor().get(), value);
      case LIST -> list(field.getTrait(ListTrait.class).memberFieldInfo(), value);
      case MAP -> map(field.getTrait(MapTrait.class).valueFieldInfo(), value);
      default -> throw new WrongCommand("no form for values of " + field.memberName());
    };
  }

  private static SdkBytes bytes(JsonNode value) {
    try {
      return SdkBytes.fromByteArray(value.binaryValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SdkPojo structure(SdkPojo builder, JsonNode value) {
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      SdkField<?> field =
          builder.sdkFields().stream()
              .filter(candidate -> candidate.memberName().equals(entry.getKey()))
              .findFirst()
              .orElseThrow(
                  () -> new WrongCommand("Unknown parameter in input: \"" + entry.getKey() + "\""));
      set(builder, field, entry.getValue());
    }
    return build(builder);
  }

  private static List<Object> list(SdkField<?> element, JsonNode value) {
    List<Object> list = new ArrayList<>();
    value.forEach(entry -> list.add(read(element, entry)));
    return list;
  }

  private static Map<String, Object> map(SdkField<?> element, JsonNode value) {
    Map<String, Object> map = new LinkedHashMap<>();
    value.properties().forEach(entry -> map.put(entry.getKey(), read(element, entry.getValue())));
    return map;
  }

  /** All members that are set. */
  static ObjectNode write(SdkPojo pojo) {
    ObjectNode object = JSON.objectNode();
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = field.getValueOrDefault(pojo);
      if (value != null
          && !(value instanceof SdkAutoConstructList)
          && !(value instanceof SdkAutoConstructMap)) {
        object.set(field.memberName(), write(value));
      }
    }
    return object;
  }

  private static JsonNode write(@Nullable Object value) {
    return switch (value) {
      case null -> JSON.nullNode();
      case Boolean bool -> JSON.booleanNode(bool);
      case Integer number -> JSON.numberNode(number);
      case Long number -> JSON.numberNode(number);
      case Double number -> JSON.numberNode(number);
      case SdkBytes bytes -> JSON.binaryNode(bytes.asByteArray());
      case SdkPojo pojo -> write(pojo);
      case List<?> list -> {
        ArrayNode array = JSON.arrayNode();
        list.forEach(entry -> array.add(write(entry)));
        yield array;
      }
      case Map<?, ?> map -> {
        ObjectNode object = JSON.objectNode();
        map.forEach((key, entry) -> object.set(key.toString(), write(entry)));
        yield object;
      }
      default -> JSON.textNode(value.toString());
    };
  }
}
