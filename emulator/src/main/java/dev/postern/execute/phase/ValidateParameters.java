package dev.postern.execute.phase;

import dev.postern.aws.Unverified;
import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.Exchange;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.http.Headers;
import dev.postern.http.QueryString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A phase that refuses a request without the parameters that the method requires. Blank values
 * count as missing.
 *
 * @param required required parameters in the order of the response: headers, path, query string
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html">
 *     Request validation for REST APIs in API Gateway</a>
 */
public record ValidateParameters(List<Required> required) implements Phase {
  public ValidateParameters {
    required = List.copyOf(required);
  }

  /** The location of a parameter. */
  public enum Place {
    HEADER,
    PATH,
    QUERY_STRING
  }

  /** A required parameter. */
  public record Required(Place place, String name) {
    /** Returns the last value, as mappings do. */
    private @Nullable String value(Exchange exchange) {
      return switch (place) {
        case HEADER -> last(exchange.headers(), name);
        case PATH -> {
          String raw = exchange.pathParameters().get(name);
          yield raw == null ? null : QueryString.decodePath(raw);
        }
        case QUERY_STRING -> {
          List<String> values = exchange.query().get(name);
          yield values == null ? null : values.getLast();
        }
      };
    }

    @Unverified(
        "A required header may be spelled in any case, as HTTP/2 clients send it in lower case."
            + " Mappings and templates read it by its exact name only, which is documented.")
    private static @Nullable String last(Headers headers, String name) {
      for (int i = headers.size() - 1; i >= 0; i--) {
        if (headers.name(i).equalsIgnoreCase(name)) {
          return headers.value(i);
        }
      }
      return null;
    }
  }

  @Override
  public Step apply(Exchange exchange) {
    List<String> missing = null;
    for (int i = 0; i < required.size(); i++) {
      Required parameter = required.get(i);
      String value = parameter.value(exchange);
      if (value == null || value.isBlank()) {
        missing = missing == null ? new ArrayList<>() : missing;
        missing.add(parameter.name);
      }
    }
    if (missing != null) {
      throw GatewayErrors.missingRequiredParameters(missing);
    }
    return Step.NEXT;
  }
}
