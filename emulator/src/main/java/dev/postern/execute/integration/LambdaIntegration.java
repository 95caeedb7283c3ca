package dev.postern.execute.integration;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import dev.postern.http.Headers;
import dev.postern.http.Json;
import dev.postern.runner.Outcome;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A Lambda function. The body of the integration request is the event.
 *
 * @param eventChecked whether the event may be anything, so that Lambda would check it: a proxy
 *     event is JSON by construction
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
public record LambdaIntegration(FunctionCall call, boolean eventChecked) implements Integration {
  private static final System.Logger LOG = System.getLogger("postern.execute");
  private static final Headers JSON = Headers.of("Content-Type", "application/json");
  private static final byte[] NO_BODY = {};

  @Override
  public CompletableFuture<BackendResponse> invoke(Exchange exchange) {
    byte[] event = exchange.integrationRequest().body();
    Optional<String> notJson = eventChecked ? JsonText.fault(event) : Optional.empty();
    if (notJson.isPresent()) {
      return CompletableFuture.completedFuture(refusedByLambda(400, notJson.get()));
    }
    CompletableFuture<Outcome> outcome =
        call.invoke(exchange, sourceArn(exchange), exchange.ids().requestId(), event);
    if ("Event".equals(exchange.integrationRequest().headers().get("X-Amz-Invocation-Type"))) {
      return CompletableFuture.completedFuture(BackendResponse.of(202, Headers.empty(), NO_BODY));
    }
    return outcome.thenApply(end -> response(end, exchange));
  }

  @Override
  public Observer.Sent sent(Exchange exchange) {
    return call.sent(exchange, sourceArn(exchange), exchange.integrationRequest().body());
  }

  /** Returns {@code …:{api}/{stage}/{VERB}/{path, parameters as *}}. */
  static String sourceArn(Exchange exchange) {
    return exchange
        .stage()
        .methodArn(exchange.request().method(), exchange.plan().resourceArnPath());
  }

  /** Returns Lambda's response to an invocation with this outcome. */
  static BackendResponse response(Outcome outcome, Exchange exchange) {
    String requestId = exchange.ids().requestId();
    return switch (outcome) {
      case Outcome.Success(byte[] payload) ->
          BackendResponse.of(200, headers(exchange, payload.length, false), payload);
      case Outcome.FunctionError(byte[] error) ->
          new BackendResponse(200, headers(exchange, error.length, true), error, requestId);
      case Outcome.TimedOut(byte[] error) ->
          new BackendResponse(200, headers(exchange, error.length, true), error, requestId);
      case Outcome.Throttled(String reason) ->
          BackendResponse.of(
              429,
              JSON,
              "{\"Reason\":%s,\"Type\":\"User\",\"message\":\"Rate Exceeded.\"}"
                  .formatted(Json.quote(reason))
                  .getBytes(StandardCharsets.UTF_8));
      case Outcome.SandboxFailed(String message) -> {
        // A fault of this machine, not of the API: the user must see it at every log level.
        LOG.log(
            Level.WARNING, "event=function-not-run request={0} reason=\"{1}\"", requestId, message);
        throw GatewayErrors.lambdaFailed(message);
      }
    };
  }

  /** Returns the headers of Lambda's own response. */
  private static Headers headers(Exchange exchange, int length, boolean failed) {
    Headers.Builder headers =
        Headers.builder()
            .add("Content-Type", "application/json")
            .add("Content-Length", Integer.toString(length))
            .add("Connection", "keep-alive")
            .add("x-amzn-RequestId", exchange.ids().requestId())
            .add("x-amzn-Remapped-Content-Length", "0")
            .add("X-Amz-Executed-Version", "$LATEST")
            .add(
                "X-Amzn-Trace-Id",
                exchange.ids().answeredTrace(exchange.headers(), exchange.incoming().received()));
    if (failed) {
      headers.add("X-Amz-Function-Error", "Unhandled");
    }
    return headers.build();
  }

  private static BackendResponse refusedByLambda(int status, String reason) {
    String message = "Could not parse request body into json: " + reason;
    String body = "{\"Type\":\"User\",\"message\":%s}".formatted(Json.quote(message));
    return BackendResponse.of(status, JSON, body.getBytes(StandardCharsets.UTF_8));
  }
}
