package dev.postern.execute.phase;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.EndpointResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.execute.integration.Integration;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends the integration request and waits for the answer, no longer than the integration's timeout.
 */
public record Invoke(Integration integration, Duration timeout) implements Phase {
  @Override
  public Step apply(Exchange exchange) {
    CompletableFuture<EndpointResponse> answer = integration.invoke(exchange);
    if (answer.isDone() && !answer.isCompletedExceptionally()) {
      exchange.endpointResponse(answer.resultNow());
      return Step.NEXT;
    }
    return new Step.Waits(
        answer
            .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
            .exceptionallyCompose(e ->
                CompletableFuture.failedFuture(
                    e instanceof TimeoutException ? GatewayErrors.integrationTimeout() : e))
            .thenAccept(exchange::endpointResponse));
  }
}
