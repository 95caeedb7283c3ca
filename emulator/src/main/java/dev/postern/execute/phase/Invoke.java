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
    boolean watched = exchange.observer() != null && tell(exchange.observer(), exchange);
    CompletableFuture<EndpointResponse> answer = integration.invoke(exchange);
    Consumer<EndpointResponse> taken =
        watched ? response -> told(exchange, response) : exchange::endpointResponse;
    if (answer.state() == CompletableFuture.State.SUCCESS) {
      taken.accept(answer.resultNow());
      return Step.NEXT;
    }
    return new Step.Waits<>(answer, taken, timeout);
  }

  /** False when nothing is sent. */
  private boolean tell(Observer observer, Exchange exchange) {
    Integration.Sent sent = integration.sent(exchange);
    if (sent == null) {
      return false;
    }
    observer.sending(sent.url(), sent.headers(), exchange.integrationRequest().body(), exchange);
    return true;
  }

  private static void told(Exchange exchange, EndpointResponse response) {
    if (exchange.observer() != null) {
      exchange.observer().received(response, exchange);
    }
    exchange.endpointResponse(response);
  }
}
