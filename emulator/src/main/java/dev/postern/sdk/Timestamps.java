package dev.postern.sdk;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/**
 * Converts points in time to and from AWS's formats. A member without a format of its own has the
 * format of its location: epoch seconds in a JSON body, ISO 8601 in a query, RFC 822 in a header.
 *
 * @see <a href="https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait">Smithy,
 *     timestampFormat trait</a>
 */
final class Timestamps {
  /** Allows seconds up to the year 33658, and protects against numbers of a million digits. */
  private static final int MAX_EPOCH_DIGITS = 12;

  private static final DateTimeFormatter RFC_822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Timestamps() {}

  static Format formatOf(SdkField<?> field) {
    return field
        .getOptionalTrait(TimestampFormatTrait.class)
        .map(TimestampFormatTrait::format)
        .orElseGet(() -> defaultFormat(field.location()));
  }

  /** Returns the text in that format; numbers as decimal text. */
  static String format(Instant instant, Format format) {
    return switch (format) {
      case ISO_8601 -> DateTimeFormatter.ISO_INSTANT.format(instant);
      case RFC_822 -> RFC_822.format(instant);
      case UNIX_TIMESTAMP -> epochSeconds(instant).toPlainString();
      case UNIX_TIMESTAMP_MILLIS -> Long.toString(instant.toEpochMilli());
    };
  }

  /** Returns epoch seconds: without a fraction if they are whole, otherwise to the millisecond. */
  static BigDecimal epochSeconds(Instant instant) {
    BigDecimal seconds = BigDecimal.valueOf(instant.toEpochMilli(), 3);
    return seconds.stripTrailingZeros().scale() <= 0 ? seconds.setScale(0) : seconds;
  }

  /** Parses a text in any of the formats; returns empty if it has none of them. */
  static Optional<Instant> parse(String text) {
    try {
      if (text.endsWith("GMT")) {
        return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
      }
      if (text.indexOf('T') > 0) {
        return Optional.of(DateTimeFormatter.ISO_INSTANT.parse(text, Instant::from));
      }
      return fromEpochSeconds(new BigDecimal(text));
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Converts epoch seconds to the millisecond; returns empty if they are out of AWS's range. */
  static Optional<Instant> fromEpochSeconds(BigDecimal seconds) {
    if (seconds.precision() - seconds.scale() > MAX_EPOCH_DIGITS) {
      return Optional.empty();
    }
    return Optional.of(Instant.ofEpochMilli(seconds.movePointRight(3).longValue()));
  }

  private static Format defaultFormat(MarshallLocation location) {
    return switch (location) {
      case HEADER -> Format.RFC_822;
      case QUERY_PARAM, PATH, GREEDY_PATH -> Format.ISO_8601;
      case PAYLOAD, STATUS_CODE -> Format.UNIX_TIMESTAMP;
    };
  }
}
