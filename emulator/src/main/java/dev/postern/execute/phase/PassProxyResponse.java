package dev.postern.execute.phase;

import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.execute.front.HeaderRules;
import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import dev.postern.http.MediaType;

/**
 * Hands an HTTP backend's response on as it is, but for the headers API Gateway renames or drops.
 */
public record PassProxyResponse() implements Phase {
  @Override
  public Step apply(Exchange exchange) {
    BackendResponse endpoint = exchange.endpointResponse();
    Headers received = endpoint.headers();
    Headers.Builder headers = Headers.builder();
    for (int i = 0; i < received.size(); i++) {
      HeaderRules.addOfProxyResponse(headers, received.name(i), received.value(i));
    }
    if (!headers.contains("Content-Type")) {
      headers.add("Content-Type", MediaType.JSON);
    }
    if (endpoint.stream() != null) {
      HeaderRules.addLengthOfStream(headers, received.get("Content-Length"));
    }
    exchange.response(
        new HttpResponse(endpoint.status(), headers.build(), endpoint.body(), endpoint.stream()));
    return Step.NEXT;
  }
}
