package dev.postern.sdk;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.WireErrors;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * Reads JSON into an SDK builder, token by token. Checks the types of values as strictly as AWS;
 * ignores unknown members.
 *
 * <p>Null means absence, except as the value of a map: a template set to null stays in its map.
 */
final class JsonReader {
  private final JsonParser parser;

  JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  /** Reads a whole text, which contains one object or nothing. */
  void document(SdkPojo builder) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      return;
    }
    if (first != JsonToken.START_OBJECT) {
      throw notExpected(first);
    }
    members(builder);
    if (parser.nextToken() != null) {
      throw WireErrors.malformedJson("text after the end of the document");
    }
  }

  private void members(SdkPojo builder) throws IOException {
    Map<String, SdkField<?>> fields = builder.sdkFieldNameToField();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      SdkField<?> field = fields.get(parser.currentName());
      parser.nextToken();
      if (field == null || field.location() != MarshallLocation.PAYLOAD) {
        parser.skipChildren();
        continue;
      }
      Object value = value(field);
      if (value != null) {
        field.set(builder, value);
      }
    }
  }

  /** Returns the value at the current token and consumes it; null for JSON null. */
  private @Nullable Object value(SdkField<?> field) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    return switch (field.marshallingType().getKnownType()) {
      case STRING -> string(token);
      case BOOLEAN -> bool(token);
      case INTEGER -> integer(token);
      case LONG -> number(token, "Long", true).getLongValue();
      case FLOAT -> number(token, "Float", false).getFloatValue();
      case DOUBLE -> number(token, "Double", false).getDoubleValue();
      case BIG_DECIMAL -> number(token, "BigDecimal", false).getDecimalValue();
      case INSTANT -> instant(token);
      case SDK_BYTES -> bytes(token);
      case SDK_POJO -> structure(token, field);
      case LIST -> list(token, field);
      case MAP -> map(token, field);
      case NULL, SHORT, BYTE, DOCUMENT -> throw unsupported(field);
    };
  }

  private SdkPojo structure(JsonToken token, SdkField<?> field) throws IOException {
    expect(JsonToken.START_OBJECT, token);
    SdkPojo builder = field.constructor().get();
    members(builder);
    return JsonCodec.build(builder);
  }

  private List<Object> list(JsonToken token, SdkField<?> field) throws IOException {
    expect(JsonToken.START_ARRAY, token);
    SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
    List<Object> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Object value = value(element);
      if (value == null) {
        throw WireErrors.nullInList();
      }
      values.add(value);
    }
    return values;
  }

  private Map<String, Object> map(JsonToken token, SdkField<?> field) throws IOException {
    expect(JsonToken.START_OBJECT, token);
    SdkField<?> element = field.getTrait(MapTrait.class).valueFieldInfo();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      values.put(key, value(element));
    }
    return nullsKept(values);
  }

  /**
   * Returns the map as the type of the SDK's signatures. The SDK keeps null values of maps, but its
   * signatures cannot express it.
   */
  @SuppressWarnings("NullAway")
  private static Map<String, Object> nullsKept(Map<String, @Nullable Object> values) {
    return values;
  }

  private String string(JsonToken token) throws IOException {
    if (token != JsonToken.VALUE_STRING) {
      throw mismatch(token, "String");
    }
    return parser.getText();
  }

  private Boolean bool(JsonToken token) {
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw mismatch(token, "Boolean");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  private Integer integer(JsonToken token) throws IOException {
    long value = number(token, "Integer", true).getLongValue();
    if (value != (int) value) {
      throw mismatch(token, "Integer");
    }
    return (int) value;
  }

  private JsonParser number(JsonToken token, String target, boolean whole) throws IOException {
    if (!token.isNumeric() || (whole && token != JsonToken.VALUE_NUMBER_INT)) {
      throw mismatch(token, target);
    }
    if (whole && parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw mismatch(token, target);
    }
    return parser;
  }

  /**
   * Reads a number as epoch seconds and a text as ISO 8601, independent of the member's modelled
   * format.
   */
  private Instant instant(JsonToken token) throws IOException {
    if (token.isNumeric()) {
      return Timestamps.fromEpochSeconds(parser.getDecimalValue())
          .orElseThrow(() -> mismatch(token, "Timestamp"));
    }
    if (token != JsonToken.VALUE_STRING) {
      throw mismatch(token, "Timestamp");
    }
    return Timestamps.parse(parser.getText()).orElseThrow(() -> mismatch(token, "Timestamp"));
  }

  private SdkBytes bytes(JsonToken token) throws IOException {
    if (token != JsonToken.VALUE_STRING) {
      throw mismatch(token, "Blob");
    }
    return SdkBytes.fromByteArrayUnsafe(parser.getBinaryValue());
  }

  private static void expect(JsonToken expected, JsonToken token) {
    if (token != expected) {
      throw notExpected(token);
    }
  }

  private static AwsException mismatch(JsonToken token, String target) {
    return switch (token) {
      case VALUE_TRUE, VALUE_FALSE -> WireErrors.notConvertible("java.lang.Boolean", target);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> WireErrors.numberNotConvertible(target);
      case VALUE_STRING -> WireErrors.notConvertible("java.lang.String", target);
      default -> notExpected(token);
    };
  }

  private static AwsException notExpected(JsonToken token) {
    return switch (token) {
      case START_ARRAY -> WireErrors.listNotExpected();
      case START_OBJECT -> WireErrors.structureNotExpected();
      default -> WireErrors.scalarNotExpected();
    };
  }

  private static IllegalStateException unsupported(SdkField<?> field) {
    return new IllegalStateException(
        "no JSON form for %s of type %s"
            .formatted(field.memberName(), field.marshallingType().getTargetClass()));
  }
}
