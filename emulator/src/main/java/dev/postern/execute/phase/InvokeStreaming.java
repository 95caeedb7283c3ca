package dev.postern.execute.phase;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.http.BodyStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * A phase that sends the integration request and waits for the head of the response. The
 * integration's timeout applies to the whole stream.
 *
 * @param idle maximum time without data, before the head or after it
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html">
 *     Stream the integration response for your proxy integrations in API Gateway</a>
 */
public record InvokeStreaming(Invoke invoke, Duration idle, InstantSource clock) implements Phase {
  @Override
  public Step apply(Exchange exchange) {
    Instant start = clock.instant();
    Consumer<BackendResponse> taken = invoke.taken(exchange);
    Duration limit = idle.compareTo(invoke.timeout()) < 0 ? idle : invoke.timeout();
    return new Step.Waits<>(
        invoke.send(exchange),
        response -> taken.accept(timed(response, start)),
        limit,
        GatewayErrors::integrationTimeout);
  }

  private BackendResponse timed(BackendResponse response, Instant start) {
    BodyStream stream = response.stream();
    if (stream == null) {
      return response;
    }
    Duration left = invoke.timeout().minus(Duration.between(start, clock.instant()));
    return response.withStream(stream.within(left.isNegative() ? Duration.ZERO : left, idle));
  }
}
