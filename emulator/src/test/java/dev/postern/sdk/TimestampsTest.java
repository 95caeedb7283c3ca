package dev.postern.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.LocationTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

class TimestampsTest {
  private static final Instant MOMENT = Instant.parse("2026-01-02T03:04:05Z");

  @Test
  void theFormatDependsOnTheLocation() {
    assertThat(Timestamps.formatOf(at(MarshallLocation.PAYLOAD))).isEqualTo(Format.UNIX_TIMESTAMP);
    assertThat(Timestamps.formatOf(at(MarshallLocation.QUERY_PARAM))).isEqualTo(Format.ISO_8601);
    assertThat(Timestamps.formatOf(at(MarshallLocation.HEADER))).isEqualTo(Format.RFC_822);
  }

  @Test
  void aFormatOfItsOwnWinsOverTheLocation() {
    SdkField<Instant> field =
        SdkField.<Instant>builder(MarshallingType.INSTANT)
            .traits(
                LocationTrait.builder()
                    .location(MarshallLocation.PAYLOAD)
                    .locationName("date")
                    .build(),
                TimestampFormatTrait.create(Format.ISO_8601))
            .build();

    assertThat(Timestamps.formatOf(field)).isEqualTo(Format.ISO_8601);
  }

  @Test
  void eachFormatHasItsText() {
    assertThat(Timestamps.format(MOMENT, Format.ISO_8601)).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(Timestamps.format(MOMENT, Format.RFC_822))
        .isEqualTo("Fri, 02 Jan 2026 03:04:05 GMT");
    assertThat(Timestamps.format(MOMENT, Format.UNIX_TIMESTAMP)).isEqualTo("1767323045");
    assertThat(Timestamps.format(MOMENT, Format.UNIX_TIMESTAMP_MILLIS)).isEqualTo("1767323045000");
  }

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"ISO_8601", "RFC_822", "UNIX_TIMESTAMP"})
  void formattedTextIsParsedBack(Format format) {
    assertThat(Timestamps.parse(Timestamps.format(MOMENT, format))).contains(MOMENT);
  }

  @Test
  void otherTextIsNoTimestamp() {
    assertThat(Timestamps.parse("tomorrow")).isEmpty();
    assertThat(Timestamps.parse("")).isEmpty();
    assertThat(Timestamps.parse("1e400000000")).isEmpty();
  }

  private static SdkField<Instant> at(MarshallLocation location) {
    return SdkField.<Instant>builder(MarshallingType.INSTANT)
        .traits(LocationTrait.builder().location(location).locationName("date").build())
        .build();
  }
}
