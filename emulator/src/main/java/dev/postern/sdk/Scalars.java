package dev.postern.sdk;

import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.WireErrors;
import java.time.Instant;
import software.amazon.awssdk.core.SdkField;

/** Converts members that are text on the wire: labels of the path, query parameters, headers. */
final class Scalars {
  private Scalars() {}

  /**
   * Returns the value of a text.
   *
   * @throws AwsException {@code SerializationException} if the text is no value of the member's
   *     type
   */
  static Object parse(SdkField<?> field, String text) {
    try {
      return switch (field.marshallingType().getKnownType()) {
        case STRING -> text;
        case INTEGER -> Integer.valueOf(text);
        case LONG -> Long.valueOf(text);
        case DOUBLE -> Double.valueOf(text);
        case BOOLEAN -> bool(text);
        case INSTANT -> Timestamps.parse(text).orElseThrow(() -> mismatch("Timestamp"));
        case NULL, SHORT, BYTE, FLOAT, BIG_DECIMAL, SDK_BYTES, SDK_POJO, LIST, MAP, DOCUMENT ->
            throw new IllegalStateException("no text form for member " + field.memberName());
      };
    } catch (NumberFormatException _) {
      throw mismatch(field.marshallingType().getTargetClass().getSimpleName());
    }
  }

  /** Returns the text of a value. */
  static String format(SdkField<?> field, Object value) {
    return value instanceof Instant instant
        ? Timestamps.format(instant, Timestamps.formatOf(field))
        : value.toString();
  }

  private static Boolean bool(String text) {
    if (text.equalsIgnoreCase("true")) {
      return true;
    }
    if (text.equalsIgnoreCase("false")) {
      return false;
    }
    throw mismatch("Boolean");
  }

  private static AwsException mismatch(String target) {
    return WireErrors.notConvertible("java.lang.String", target);
  }
}
