package dev.postern.mapping.json;

import com.jayway.jsonpath.spi.json.JsonProvider;
import com.jayway.jsonpath.spi.json.JsonSmartJsonProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON text into plain values: {@link java.util.LinkedHashMap}, {@link List}, String,
 * Integer, Long, BigInteger, Double, BigDecimal (from 19 characters on), Boolean and null.
 *
 * <p>Lenient as API Gateway is: trailing commas, single quotes and bare names are accepted, and
 * text that is no JSON at all is read as a string. Unclosed braces, brackets and quotes are not.
 * The developer guide's own sample body in "Mapping template transformations for REST APIs in API
 * Gateway" has a trailing comma.
 *
 * <p>Safe from any thread.
 */
public final class Json {
  /** The reader that Jayway JsonPath works with when nothing else is configured. */
  static final JsonProvider PROVIDER = new JsonSmartJsonProvider();

  private static final Class<?> ARRAY = PROVIDER.createArray().getClass();

  private Json() {}

  /**
   * Parses.
   *
   * @return a mutable value of the caller's own
   * @throws InvalidJsonException when even a lenient reader cannot make sense of the text
   */
  public static @Nullable Object parse(String text) {
    if (LongNumber.isIn(text)) {
      throw new InvalidJsonException("a number of too many digits");
    }
    try {
      return PROVIDER.parse(text);
    } catch (com.jayway.jsonpath.InvalidJsonException | NumberFormatException e) {
      throw new InvalidJsonException(e);
    }
  }

  /** Whether the value is an array read from JSON, as opposed to any other list. */
  public static boolean isArray(@Nullable Object value) {
    return value != null && value.getClass() == ARRAY;
  }
}
