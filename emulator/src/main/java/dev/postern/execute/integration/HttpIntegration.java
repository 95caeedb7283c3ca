package dev.postern.execute.integration;

import dev.postern.execute.EndpointResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.IntegrationRequest;
import dev.postern.execute.Observer;
import java.util.concurrent.CompletableFuture;

/** An HTTP backend; path and query are in the integration request. */
public record HttpIntegration(HttpBackend backend, HttpAddress address) implements Integration {
  @Override
  public CompletableFuture<EndpointResponse> invoke(Exchange exchange) {
    return backend.send(address, exchange.integrationRequest());
  }

  @Override
  public Observer.Sent sent(Exchange exchange) {
    IntegrationRequest request = exchange.integrationRequest();
    return new Observer.Sent(address.origin() + request.uri(), request.headers(), request.body());
  }
}
