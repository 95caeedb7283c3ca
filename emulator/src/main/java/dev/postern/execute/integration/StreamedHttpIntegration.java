package dev.postern.execute.integration;

import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import java.util.concurrent.CompletableFuture;

/** An HTTP backend whose response is streamed to the client. */
public record StreamedHttpIntegration(HttpIntegration to) implements Integration {
  /** Completes when the head of the response is received. */
  @Override
  public CompletableFuture<BackendResponse> invoke(Exchange exchange) {
    return to.backend().stream(
        to.routeFor(exchange), exchange.integrationRequest(), exchange.loop());
  }

  @Override
  public Observer.Sent sent(Exchange exchange) {
    return to.sent(exchange);
  }
}
