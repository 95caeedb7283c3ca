package dev.postern.execute.integration;

import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.IntegrationRequest;
import dev.postern.execute.Observer;
import dev.postern.execute.live.ClientKeyPair;
import dev.postern.execute.live.Directory;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP backend. Path and query are in the integration request.
 *
 * @param clientCertificateId client certificate of the stage, or null
 * @param link VPC link of a private integration, or null
 */
public record HttpIntegration(
    Directory directory,
    HttpBackend backend,
    HttpRoute route,
    @Nullable String clientCertificateId,
    @Nullable PrivateLink link)
    implements Integration {

  @Override
  public CompletableFuture<BackendResponse> invoke(Exchange exchange) {
    return backend.send(routeFor(exchange), exchange.integrationRequest());
  }

  /** Returns the current route to the backend. */
  HttpRoute routeFor(Exchange exchange) {
    HttpRoute to = link == null ? route : link.through(exchange, route);
    return clientCertificateId == null || !to.address().tls()
        ? to
        : identified(to, clientCertificateId, exchange);
  }

  private HttpRoute identified(HttpRoute to, String certificateId, Exchange exchange) {
    ClientKeyPair keyPair =
        directory.account(exchange.stage().owner()).clientCertificates().get(certificateId);
    return keyPair == null ? to : to.with(keyPair);
  }

  @Override
  public Observer.Sent sent(Exchange exchange) {
    IntegrationRequest request = exchange.integrationRequest();
    return new Observer.Sent(
        route.address().origin() + request.uri(), request.headers(), request.body());
  }
}
