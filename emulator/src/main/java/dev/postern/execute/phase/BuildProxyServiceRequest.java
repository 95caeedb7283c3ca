package dev.postern.execute.phase;

import dev.postern.execute.Exchange;
import dev.postern.execute.IntegrationRequest;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.execute.front.HeaderRules;
import dev.postern.execute.integration.RequestBody;
import dev.postern.execute.integration.RequestTarget;
import dev.postern.http.Headers;
import java.util.Map;

/**
 * A phase that builds the request of a proxy integration with an AWS service: the client's body and
 * content type. The client's other headers are not sent: they are not signed.
 */
public record BuildProxyServiceRequest(RequestBody body, RequestTarget target) implements Phase {
  private static final String CONTENT_TYPE = "Content-Type";

  @Override
  public Step apply(Exchange exchange) {
    String method = target.methodFor(exchange);
    byte[] sent = body.make(exchange, exchange.mappingInput());
    Headers.Builder headers = target.headersFor(exchange, method, sent.length > 0);
    String contentType = exchange.request().headers().get(CONTENT_TYPE);
    if (contentType != null) {
      HeaderRules.setForHttp(headers, CONTENT_TYPE, contentType);
    }
    exchange.integrationRequest(
        new IntegrationRequest(method, target.uriFor(Map.of(), Map.of()), headers.build(), sent));
    return Step.NEXT;
  }
}
