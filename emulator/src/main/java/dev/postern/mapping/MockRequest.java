package dev.postern.mapping;

import dev.postern.mapping.json.InvalidJsonException;
import dev.postern.mapping.json.Json;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Output of the request template of a MOCK integration.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html">
 *     Mock integrations for REST APIs in API Gateway</a>
 */
public final class MockRequest {
  private MockRequest() {}

  /**
   * Returns the integer {@code statusCode} of an object; names may have no quotes. Returns empty if
   * it is absent or not an integer, or if the text is not an object.
   */
  public static OptionalInt statusCode(String output) {
    try {
      return Json.parse(output) instanceof Map<?, ?> map
              && map.get("statusCode") instanceof Integer status
          ? OptionalInt.of(status)
          : OptionalInt.empty();
    } catch (InvalidJsonException _) {
      return OptionalInt.empty();
    }
  }
}
