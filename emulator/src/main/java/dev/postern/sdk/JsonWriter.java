package dev.postern.sdk;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;

/**
 * Writes SDK objects as AWS does: omits members that are not set, and writes lists and maps that
 * are set even if they are empty.
 */
final class JsonWriter {
  private JsonWriter() {}

  static void structure(SdkPojo pojo, JsonGenerator generator) throws IOException {
    generator.writeStartObject();
    for (SdkField<?> field : pojo.sdkFields()) {
      if (field.location() != MarshallLocation.PAYLOAD) {
        continue;
      }
      Object value = field.getValueOrDefault(pojo);
      if (Members.isSet(value)) {
        generator.writeFieldName(field.locationName());
        value(field, value, generator);
      }
    }
    generator.writeEndObject();
  }

  private static void value(SdkField<?> field, @Nullable Object value, JsonGenerator generator)
      throws IOException {
    switch (value) {
      case null -> generator.writeNull();
      case String text -> generator.writeString(text);
      case Boolean bool -> generator.writeBoolean(bool);
      case Integer number -> generator.writeNumber(number);
      case Long number -> generator.writeNumber(number);
      case Double number -> generator.writeNumber(number);
      case Float number -> generator.writeNumber(number);
      case BigDecimal number -> generator.writeNumber(number);
      case Instant instant -> instant(field, instant, generator);
      case SdkBytes bytes -> generator.writeBinary(bytes.asByteArrayUnsafe());
      case SdkPojo pojo -> structure(pojo, generator);
      case List<?> list -> list(field, list, generator);
      case Map<?, ?> map -> map(field, map, generator);
      default ->
          throw new IllegalStateException(
              "no JSON form for %s of %s".formatted(field.memberName(), value.getClass()));
    }
  }

  private static void list(SdkField<?> field, List<?> list, JsonGenerator generator)
      throws IOException {
    SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
    generator.writeStartArray();
    for (Object value : list) {
      value(element, value, generator);
    }
    generator.writeEndArray();
  }

  private static void map(SdkField<?> field, Map<?, ?> map, JsonGenerator generator)
      throws IOException {
    SdkField<?> element = field.getTrait(MapTrait.class).valueFieldInfo();
    generator.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      generator.writeFieldName(entry.getKey().toString());
      value(element, entry.getValue(), generator);
    }
    generator.writeEndObject();
  }

  private static void instant(SdkField<?> field, Instant instant, JsonGenerator generator)
      throws IOException {
    TimestampFormatTrait.Format format = Timestamps.formatOf(field);
    switch (format) {
      case UNIX_TIMESTAMP -> generator.writeNumber(Timestamps.epochSeconds(instant));
      case UNIX_TIMESTAMP_MILLIS -> generator.writeNumber(instant.toEpochMilli());
      case ISO_8601, RFC_822 -> generator.writeString(Timestamps.format(instant, format));
    }
  }
}
