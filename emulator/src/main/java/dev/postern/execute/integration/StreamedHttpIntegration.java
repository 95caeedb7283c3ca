package dev.postern.execute.integration;

import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import java.util.concurrent.CompletableFuture;

/** An HTTP backend whose response is passed on as it comes. */
public record StreamedHttpIntegration(HttpIntegration to) implements Integration {
  /** Answers when the head of the response has come. */
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
