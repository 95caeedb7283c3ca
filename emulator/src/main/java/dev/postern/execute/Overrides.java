package dev.postern.execute;

import dev.postern.mapping.MappingInput;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What templates set under {@code $context.requestOverride} and {@code $context.responseOverride}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html">
 *     Override your API's request and response parameters and status codes for REST APIs</a>
 */
public final class Overrides {
  private Overrides() {}

  /**
   * {@code header}, {@code querystring} or {@code path} of the request; empty if no template has
   * read the context.
   */
  public static Map<?, ?> ofRequest(MappingInput input, String part) {
    return part(input, "requestOverride", part);
  }

  public static Map<?, ?> responseHeaders(MappingInput input) {
    return part(input, "responseOverride", "header");
  }

  /** A status that is no integer from 100 to 599 is ignored. */
  public static OptionalInt status(MappingInput input) {
    Map<String, Object> context = input.contextIfRead();
    if (context == null || !(context.get("responseOverride") instanceof Map<?, ?> override)) {
      return OptionalInt.empty();
    }
    Object status = override.get("status");
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

  private static Map<?, ?> part(MappingInput input, String override, String part) {
    Map<String, Object> context = input.contextIfRead();
    return context != null
            && context.get(override) instanceof Map<?, ?> parts
            && parts.get(part) instanceof Map<?, ?> values
        ? values
        : Map.of();
  }
}
