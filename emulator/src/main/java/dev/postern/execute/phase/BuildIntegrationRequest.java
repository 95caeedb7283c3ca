package dev.postern.execute.phase;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.Exchange;
import dev.postern.execute.IntegrationRequest;
import dev.postern.execute.Phase;
import dev.postern.execute.RequestContext;
import dev.postern.execute.Step;
import dev.postern.execute.front.HeaderRules;
import dev.postern.execute.integration.ParameterMappings;
import dev.postern.execute.integration.ParameterMappings.Mapped;
import dev.postern.execute.integration.RequestBody;
import dev.postern.execute.integration.RequestTarget;
import dev.postern.http.Headers;
import dev.postern.mapping.InvalidJsonBodyException;
import dev.postern.mapping.MappingInput;
import dev.postern.mapping.OverrideText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A phase that builds the request of a non-proxy integration: the body by a template or unchanged,
 * mapped parameters only, then the template's overrides.
 *
 * @param target null for integrations without an address (MOCK, Lambda)
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-request.html">
 *     Set up an integration request in API Gateway</a>
 */
public record BuildIntegrationRequest(
    RequestBody body, ParameterMappings mappings, @Nullable RequestTarget target) implements Phase {

  private static final byte[] NO_BODY = {};

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
    MappingInput input = exchange.mappingInput();
    byte[] made = body.make(exchange, input);
    if (target == null) {
      Headers.Builder headers = Headers.builder();
      addMapped(headers, input, exchange.context());
      return new IntegrationRequest(exchange.request().method(), "", headers.build(), made);
    }
    String method = target.methodFor(exchange);
    byte[] sent = target.sendsBody(method) ? made : NO_BODY;
    Headers.Builder headers = target.headersFor(exchange, method, sent.length > 0);
    addMapped(headers, input, exchange.context());
    return new IntegrationRequest(
        method,
        target.uriFor(path(input, exchange.context()), query(input, exchange.context())),
        headers.build(),
        sent);
  }

  private void addMapped(Headers.Builder headers, MappingInput input, RequestContext context) {
    for (Mapped mapped : mappings.headers()) {
      String value = mapped.source().value(input);
      if (value != null) {
        set(headers, mapped.name(), value);
      }
    }
    context
        .requestOverride("header")
        .forEach((name, value) -> {
          String header = name.toString();
          if (HeaderRules.refusedMapping(header, false)) {
            throw GatewayErrors.headerAlreadyPresent(header);
          }
          if (value != null) {
            set(headers, header, OverrideText.of(value));
          }
        });
  }

  private void set(Headers.Builder headers, String name, String value) {
    if (target == null) {
      HeaderRules.setMapped(headers, name, value);
    } else {
      HeaderRules.setForHttp(headers, name, value);
    }
  }

  private Map<String, String> path(MappingInput input, RequestContext context) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Mapped mapped : mappings.path()) {
      String value = mapped.source().value(input);
      if (value != null) {
        values.put(mapped.name(), value);
      }
    }
    context
        .requestOverride("path")
        .forEach((name, value) -> {
          if (value != null) {
            values.put(name.toString(), OverrideText.of(value));
          }
        });
    return values;
  }

  private Map<String, List<String>> query(MappingInput input, RequestContext context) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    for (Mapped mapped : mappings.query()) {
      List<String> values = mapped.source().values(input);
      if (!values.isEmpty()) {
        query.put(mapped.name(), values);
      }
    }
    context
        .requestOverride("querystring")
        .forEach((name, value) -> {
          if (value != null) {
            query.put(name.toString(), List.of(OverrideText.of(value)));
          }
        });
    return query;
  }
}
