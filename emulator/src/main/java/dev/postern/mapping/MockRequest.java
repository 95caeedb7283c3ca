package dev.postern.mapping;

import dev.postern.mapping.json.InvalidJsonException;
import dev.postern.mapping.json.Json;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a MOCK integration reads in its request template's output.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html">
 *     Mock integrations for REST APIs in API Gateway</a>
 */
public final class MockRequest {
  private MockRequest() {}

  /**
   * The integer {@code statusCode} of an object, written with or without quotes around names; empty
   * when there is none, when it is a string, and when the text is no object.
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
