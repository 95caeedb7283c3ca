package dev.postern.execute.phase;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.Exchange;
import dev.postern.execute.IntegrationRequest;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.execute.front.HeaderRules;
import dev.postern.execute.integration.HttpTarget;
import dev.postern.execute.integration.ParameterMappings;
import dev.postern.execute.integration.ParameterMappings.Mapped;
import dev.postern.execute.integration.RequestBody;
import dev.postern.http.Headers;
import dev.postern.mapping.InvalidJsonBodyException;
import dev.postern.mapping.MappingInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A phase that builds the request of an HTTP proxy integration: the client's request, with mapped
 * headers replacing the client's and mapped query parameters added.
 *
 * @param body body without templates: binary, or UTF-8 text
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html">
 *     HTTP integrations for REST APIs in API Gateway</a>
 */
public record BuildProxyRequest(RequestBody body, HttpTarget target, ParameterMappings mappings)
    implements Phase {
  @Override
  public Step apply(Exchange exchange) {
    try {
      exchange.integrationRequest(request(exchange));
      return Step.NEXT;
    } catch (InvalidJsonBodyException _) {
      throw GatewayErrors.invalidJsonInRequestBody();
    }
  }

  private IntegrationRequest request(Exchange exchange) {
    String method = target.methodFor(exchange);
    byte[] sent = body.make(exchange, exchange.mappingInput());
    return new IntegrationRequest(
        method,
        target.uriFor(path(exchange), query(exchange)),
        headers(exchange, method, sent.length),
        sent);
  }

  private Map<String, String> path(Exchange exchange) {
    if (mappings.path().isEmpty()) {
      return Map.of();
    }
    MappingInput input = exchange.mappingInput();
    Map<String, String> values = new LinkedHashMap<>();
    for (Mapped mapped : mappings.path()) {
      String value = mapped.source().value(input);
      if (value != null) {
        values.put(mapped.name(), value);
      }
    }
    return values;
  }

  private Map<String, List<String>> query(Exchange exchange) {
    if (mappings.query().isEmpty()) {
      return exchange.query();
    }
    MappingInput input = exchange.mappingInput();
    Map<String, List<String>> query = new LinkedHashMap<>(exchange.query());
    for (Mapped mapped : mappings.query()) {
      List<String> values = mapped.source().values(input);
      if (!values.isEmpty()) {
        query.put(mapped.name(), values);
      }
    }
    return query;
  }

  private Headers headers(Exchange exchange, String method, int bodyLength) {
    Headers client = exchange.headers();
    Headers.Builder headers = Headers.builder();
    for (int i = 0; i < client.size(); i++) {
      if (HeaderRules.forwardedToHttp(client.name(i), client.value(i))) {
        headers.add(client.name(i), client.value(i));
      }
    }
    String api = exchange.stage().api().value();
    headers.set("X-Amzn-Apigateway-Api-Id", api);
    headers.set("X-Amzn-Trace-Id", exchange.ids().trace(client, exchange.incoming().received()));
    if (!headers.contains("User-Agent")) {
      headers.add("User-Agent", "AmazonAPIGateway_" + api);
    }
    if (!headers.contains("Accept")) {
      headers.add("Accept", "application/json");
    }
    if (bodyLength == 0 && HttpTarget.usuallyHasBody(method)) {
      headers.add("Content-Length", "0");
    }
    for (Mapped mapped : mappings.headers()) {
      String value = mapped.source().value(exchange.mappingInput());
      if (value != null) {
        HeaderRules.setForHttp(headers, mapped.name(), value);
      }
    }
    return headers.build();
  }
}
