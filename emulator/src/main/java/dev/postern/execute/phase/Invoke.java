package dev.postern.execute.phase;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.execute.integration.Integration;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A phase that sends the integration request and waits for the response, at most for the
 * integration's timeout.
 */
public record Invoke(Integration integration, Duration timeout) implements Phase {
  @Override
  public Step apply(Exchange exchange) {
    CompletableFuture<BackendResponse> answer = send(exchange);
    Consumer<BackendResponse> taken = taken(exchange);
    if (answer.state() == CompletableFuture.State.SUCCESS) {
      taken.accept(answer.resultNow());
      return Step.NEXT;
    }
    return new Step.Waits<>(answer, taken, timeout, GatewayErrors::integrationTimeout);
  }

  /** Sends the integration request and tells the observer. */
  CompletableFuture<BackendResponse> send(Exchange exchange) {
    Observer observer = observer(exchange);
    if (observer != null) {
      observer.sending(() -> integration.sent(exchange), exchange);
    }
    return integration.invoke(exchange);
  }

  /** Returns a consumer that stores the response in the exchange and tells the observer. */
  Consumer<BackendResponse> taken(Exchange exchange) {
    Observer observer = observer(exchange);
    return observer == null
        ? exchange::backendResponse
        : response -> {
          observer.received(response, exchange);
          exchange.backendResponse(response);
        };
  }

  private @Nullable Observer observer(Exchange exchange) {
    return integration.sends() ? exchange.observer() : null;
  }
}
