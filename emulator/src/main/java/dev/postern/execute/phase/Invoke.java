package dev.postern.execute.phase;

import dev.postern.execute.EndpointResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.execute.integration.Integration;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Sends the integration request and waits for the answer, no longer than the integration's timeout.
 */
public record Invoke(Integration integration, Duration timeout) implements Phase {
  @Override
  public Step apply(Exchange exchange) {
    Observer observer = integration.sends() ? exchange.observer() : null;
    if (observer != null) {
      observer.sending(() -> integration.sent(exchange), exchange);
    }
    CompletableFuture<EndpointResponse> answer = integration.invoke(exchange);
    Consumer<EndpointResponse> taken =
        observer == null
            ? exchange::endpointResponse
            : response -> {
              observer.received(response, exchange);
              exchange.endpointResponse(response);
            };
    if (answer.state() == CompletableFuture.State.SUCCESS) {
      taken.accept(answer.resultNow());
      return Step.NEXT;
    }
    return new Step.Waits<>(answer, taken, timeout);
  }
}
