package dev.postern.execute.phase;

import dev.postern.execute.EndpointResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.execute.integration.Integration;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Sends the integration request and waits for the answer, no longer than the integration's timeout.
 */
public record Invoke(Integration integration, Duration timeout) implements Phase {
  @Override
  public Step apply(Exchange exchange) {
    CompletableFuture<EndpointResponse> answer = integration.invoke(exchange);
    if (answer.state() == CompletableFuture.State.SUCCESS) {
      exchange.endpointResponse(answer.resultNow());
      return Step.NEXT;
    }
    return new Step.Waits<>(answer, exchange::endpointResponse, timeout);
  }
}
