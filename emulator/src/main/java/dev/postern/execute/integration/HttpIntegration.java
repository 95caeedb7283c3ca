package dev.postern.execute.integration;

import dev.postern.execute.EndpointResponse;
import dev.postern.execute.Exchange;
import java.util.concurrent.CompletableFuture;

/** An HTTP backend; the address is in the integration request. */
public record HttpIntegration(HttpBackend backend) implements Integration {
  @Override
  public CompletableFuture<EndpointResponse> invoke(Exchange exchange) {
    return backend.send(exchange.integrationRequest());
  }
}
