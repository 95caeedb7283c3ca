package dev.postern.execute.integration;

import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import java.util.concurrent.CompletableFuture;

/** A backend, its address bound to a stage. One instance serves all requests at once. */
public sealed interface Integration
    permits MockIntegration,
        HttpIntegration,
        StreamedHttpIntegration,
        LambdaIntegration,
        StreamedLambdaIntegration,
        ServiceIntegration {
  /**
   * Sends the exchange's integration request; never blocks. Cancelling the future, or failing it,
   * gives the backend up.
   *
   * @return fails with a {@link dev.postern.aws.error.GatewayException} when the backend cannot be
   *     reached
   */
  CompletableFuture<BackendResponse> invoke(Exchange exchange);

  /** Whether anything leaves API Gateway. */
  default boolean sends() {
    return true;
  }

  /** What {@link #invoke} sends, for the log; credentials are masked. */
  Observer.Sent sent(Exchange exchange);
}
