package dev.postern.execute.integration;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import dev.postern.http.Headers;
import dev.postern.mapping.MockRequest;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** No backend: the request template's output names the status. */
public record MockIntegration() implements Integration {
  private static final byte[] NO_BODY = {};

  @Override
  public CompletableFuture<BackendResponse> invoke(Exchange exchange) {
    String request = new String(exchange.integrationRequest().body(), StandardCharsets.UTF_8);
    OptionalInt status = MockRequest.statusCode(request);
    if (status.isEmpty()) {
      throw GatewayErrors.mockStatusMissing();
    }
    return CompletableFuture.completedFuture(
        BackendResponse.of(status.getAsInt(), Headers.empty(), NO_BODY));
  }

  @Override
  public boolean sends() {
    return false;
  }

  @Override
  public Observer.Sent sent(Exchange exchange) {
    throw new IllegalStateException("a mock sends nothing");
  }
}
