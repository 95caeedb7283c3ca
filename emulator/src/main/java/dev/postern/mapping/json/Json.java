package dev.postern.mapping.json;

import com.jayway.jsonpath.spi.json.JsonProvider;
import com.jayway.jsonpath.spi.json.JsonSmartJsonProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reader of JSON text into plain values: {@link java.util.LinkedHashMap}, {@link List}, String,
 * Integer, Long, BigInteger, Double, BigDecimal (from 19 characters on), Boolean and null.
 *
 * <p>Lenient like API Gateway: accepts trailing commas, single quotes and unquoted names, and reads
 * other text as a string. Refuses unclosed braces, brackets and quotes. The developer guide's
 * sample body in "Mapping template transformations for REST APIs in API Gateway" has a trailing
 * comma.
 *
 * <p>Thread-safe.
 */
public final class Json {
  /** The default reader of Jayway JsonPath. */
  static final JsonProvider PROVIDER = new JsonSmartJsonProvider();

  private static final Class<?> ARRAY = PROVIDER.createArray().getClass();

  private Json() {}

  /**
   * Parses JSON text.
   *
   * @return a new mutable value
   * @throws InvalidJsonException if the text is not JSON, even for a lenient reader
   */
  public static @Nullable Object parse(String text) {
    if (LongNumber.isIn(text)) {
      throw new InvalidJsonException("a number has too many digits");
    }
    try {
      return PROVIDER.parse(text);
    } catch (com.jayway.jsonpath.InvalidJsonException | NumberFormatException e) {
      throw new InvalidJsonException(e);
    }
  }

  /** Returns whether the value is an array read from JSON and not another list. */
  public static boolean isArray(@Nullable Object value) {
    return value != null && value.getClass() == ARRAY;
  }
}
