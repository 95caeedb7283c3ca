package dev.postern.execute.phase;

import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.execute.front.HeaderRules;
import dev.postern.execute.integration.ResponseBody;
import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import dev.postern.http.MediaType;

/**
 * A phase that passes an HTTP backend's response on, except for the headers that API Gateway
 * renames or drops. A body that is not streamed is binary or UTF-8 text.
 *
 * @param body body without templates
 */
public record PassProxyResponse(ResponseBody body) implements Phase {
  @Override
  public Step apply(Exchange exchange) {
    BackendResponse backend = exchange.backendResponse();
    Headers received = backend.headers();
    Headers.Builder headers = Headers.builder();
    for (int i = 0; i < received.size(); i++) {
      HeaderRules.addOfProxyResponse(headers, received.name(i), received.value(i));
    }
    if (!headers.contains("Content-Type")) {
      headers.add("Content-Type", MediaType.JSON);
    }
    byte[] passed = backend.body();
    if (backend.stream() == null) {
      passed = body.pass(exchange, backend);
    } else {
      HeaderRules.addLengthOfStream(headers, received.get("Content-Length"));
    }
    exchange.response(
        new HttpResponse(backend.status(), headers.build(), passed, backend.stream()));
    return Step.NEXT;
  }
}
