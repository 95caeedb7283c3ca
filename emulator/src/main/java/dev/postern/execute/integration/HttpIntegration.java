package dev.postern.execute.integration;

import dev.postern.execute.EndpointResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.IntegrationRequest;
import dev.postern.execute.Observer;
import java.util.concurrent.CompletableFuture;

/**
 * An HTTP backend; path and query are in the integration request.
 *
 * @param port 1 to 65535
 * @param tls whether to speak HTTPS
 */
public record HttpIntegration(HttpBackend backend, String host, int port, boolean tls)
    implements Integration {
  @Override
  public CompletableFuture<EndpointResponse> invoke(Exchange exchange) {
    return backend.send(this, exchange.integrationRequest());
  }

  @Override
  public Observer.Sent sent(Exchange exchange) {
    String scheme = tls ? "https" : "http";
    boolean usual = port == (tls ? 443 : 80);
    IntegrationRequest request = exchange.integrationRequest();
    return new Observer.Sent(
        scheme + "://" + host + (usual ? "" : ":" + port) + request.uri(),
        request.headers(),
        request.body());
  }
}
