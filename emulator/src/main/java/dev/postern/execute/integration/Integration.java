package dev.postern.execute.integration;

import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import java.util.concurrent.CompletableFuture;

/** A backend, bound to a stage. One instance serves all requests at once. */
public sealed interface Integration
    permits MockIntegration,
        HttpIntegration,
        StreamedHttpIntegration,
        LambdaIntegration,
        StreamedLambdaIntegration,
        ServiceIntegration {
  /**
   * Sends the exchange's integration request. Never blocks. Cancelling or failing the future aborts
   * the call.
   *
   * @return fails with a {@link dev.postern.aws.error.GatewayException} if the backend cannot be
   *     reached
   */
  CompletableFuture<BackendResponse> invoke(Exchange exchange);

  /** Returns whether anything is sent to a backend. */
  default boolean sends() {
    return true;
  }

  /** Returns what {@link #invoke} sends, for the log; credentials are masked. */
  Observer.Sent sent(Exchange exchange);
}
