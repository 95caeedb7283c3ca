package dev.postern.execute.phase;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.Overrides;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.execute.front.HeaderRules;
import dev.postern.execute.integration.FunctionError;
import dev.postern.execute.integration.ParameterMappings.Mapped;
import dev.postern.execute.integration.ResponseBody;
import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import dev.postern.mapping.IntegrationResponseSelector;
import dev.postern.mapping.InvalidJsonBodyException;
import dev.postern.mapping.MappingInput;
import dev.postern.mapping.OverrideText;
import dev.postern.mapping.Payload;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A phase that builds the response of a non-proxy integration: selects the integration response,
 * maps headers and body, applies the template's overrides. No header of the backend passes
 * unmapped.
 *
 * @param entries the integration responses
 * @param by the criterion that selects an entry
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html">
 *     Set up an integration response in API Gateway</a>
 */
public record MapIntegrationResponse(IntegrationResponseSelector<Entry> entries, By by)
    implements Phase {

  private static final String TRACE = "X-Amzn-Trace-Id";

  /** The criterion that selects an integration response. */
  public enum By {
    /** The status that a MOCK's request template names. */
    MOCK_STATUS,
    /** The status of an HTTP backend or AWS service. */
    STATUS,
    /** The error message of a Lambda function. */
    ERROR_MESSAGE
  }

  /**
   * One integration response.
   *
   * @param status status code of the method response
   * @param pattern selection pattern; {@code ""} for the default entry
   * @param declared whether the method response exists
   * @param headers response headers and their sources
   */
  public record Entry(
      int status, String pattern, boolean declared, List<Mapped> headers, ResponseBody body) {
    public Entry {
      headers = List.copyOf(headers);
    }
  }

  @Override
  public Step apply(Exchange exchange) {
    BackendResponse backend = exchange.backendResponse();
    Entry entry =
        selected(backend)
            .orElseThrow(() -> GatewayErrors.noMatchForOutputMapping(backend.status()));
    exchange.chosen(() ->
        "integration response "
            + entry.status()
            + (entry.pattern().isEmpty()
                ? ", the default"
                : ", selection pattern " + entry.pattern()));
    MappingInput input =
        exchange.mappingInput().forResponse(new Payload(backend.body()), backend.headers());
    ResponseBody.Made body = entry.body().make(exchange, input, backend);
    OptionalInt override = Overrides.status(exchange.context());
    if (override.isEmpty() && !entry.declared()) {
      throw GatewayErrors.noMethodResponse(entry.status());
    }
    Headers.Builder headers = Headers.builder();
    if (by != By.MOCK_STATUS) {
      headers.add(TRACE, trace(exchange));
    }
    headers.add("Content-Type", body.contentType());
    try {
      addMapped(headers, entry, input, exchange);
    } catch (InvalidJsonBodyException _) {
      throw GatewayErrors.invalidJsonInResponseBody();
    }
    if (by != By.MOCK_STATUS) {
      headers.set(TRACE, trace(exchange));
    }
    exchange.response(
        new HttpResponse(override.orElse(entry.status()), headers.build(), body.bytes()));
    return Step.NEXT;
  }

  private static String trace(Exchange exchange) {
    return exchange.ids().answeredTrace(exchange.headers(), exchange.incoming().received());
  }

  private Optional<Entry> selected(BackendResponse backend) {
    return switch (by) {
      case MOCK_STATUS -> entries.selectForMock(backend.status());
      case STATUS -> entries.select(Integer.toString(backend.status()));
      case ERROR_MESSAGE -> entries.select(functionSubject(backend));
    };
  }

  /**
   * Returns the text to match: the status if Lambda refused, or the message if the function failed.
   */
  private static @Nullable String functionSubject(BackendResponse backend) {
    if (backend.status() >= 300) {
      return Integer.toString(backend.status());
    }
    return backend.failedRequestId() == null ? null : FunctionError.message(backend.body());
  }

  private static void addMapped(
      Headers.Builder headers, Entry entry, MappingInput input, Exchange exchange) {
    for (Mapped mapped : entry.headers()) {
      String value = mapped.source().value(input);
      if (value != null) {
        HeaderRules.addMapped(headers, mapped.name(), value);
      }
    }
    exchange
        .context()
        .responseHeaderOverride()
        .forEach((name, value) -> {
          if (value != null) {
            HeaderRules.addMapped(headers, name.toString(), OverrideText.of(value));
          }
        });
  }
}
