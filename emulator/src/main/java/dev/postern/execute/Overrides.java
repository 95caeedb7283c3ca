package dev.postern.execute;

import java.util.Collection;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The status that templates set by {@code $context.responseOverride.status}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html">
 *     Override your API's request and response parameters and status codes for REST APIs</a>
 */
public final class Overrides {
  private Overrides() {}

  /** Returns the status, or empty if none was set or the value is no integer from 100 to 599. */
  public static OptionalInt status(RequestContext context) {
    Object status = context.statusOverride();
    if (status == null || status instanceof Collection || status instanceof Map) {
      return OptionalInt.empty();
    }
    try {
      int value = Integer.parseInt(status.toString().strip());
      return value < 100 || value > 599 ? OptionalInt.empty() : OptionalInt.of(value);
    } catch (NumberFormatException _) {
      return OptionalInt.empty();
    }
  }
}
