package dev.postern.execute.integration;

import dev.postern.execute.EndpointResponse;
import dev.postern.execute.Exchange;
import dev.postern.http.Headers;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A backend, its address bound to a stage. One instance serves all requests at once. */
public sealed interface Integration
    permits MockIntegration, HttpIntegration, LambdaIntegration, ServiceIntegration {
  /**
   * Sends the exchange's integration request; never blocks. Cancelling the future, or failing it,
   * gives the backend up.
   *
   * @return fails with a {@link dev.postern.aws.error.GatewayException} when the backend cannot be
   *     reached
   */
  CompletableFuture<EndpointResponse> invoke(Exchange exchange);

  /** What {@link #invoke} sends, for the log; null when it sends nothing. */
  @Nullable Sent sent(Exchange exchange);

  /**
   * A request on its way.
   *
   * @param url whole
   */
  record Sent(String url, Headers headers) {}
}
