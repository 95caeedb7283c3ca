package dev.postern.execute.integration;

import dev.postern.aws.Unverified;
import dev.postern.aws.error.GatewayErrors;
import dev.postern.aws.error.LambdaErrors;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import dev.postern.http.Headers;
import dev.postern.http.Json;
import dev.postern.http.MediaType;
import dev.postern.runner.Outcome;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A Lambda function. The body of the integration request is the event; without a body the event is
 * <code>{}</code>.
 *
 * @param eventChecked whether the event may be anything, so that Lambda would check it: a proxy
 *     event is JSON by construction
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
public record LambdaIntegration(FunctionCall call, boolean eventChecked) implements Integration {
  private static final System.Logger LOG = System.getLogger("postern.execute");
  private static final byte[] NO_BODY = {};
  private static final byte[] NO_EVENT = "{}".getBytes(StandardCharsets.UTF_8);

  @Override
  public CompletableFuture<BackendResponse> invoke(Exchange exchange) {
    byte[] event = event(exchange);
    Optional<String> notJson = eventChecked ? JsonText.fault(event) : Optional.empty();
    if (notJson.isPresent()) {
      return CompletableFuture.completedFuture(notJson(exchange, notJson.get()));
    }
    String type = exchange.integrationRequest().headers().get("X-Amz-Invocation-Type");
    if ("DryRun".equals(type)) {
      call.check(exchange, sourceArn(exchange));
      return CompletableFuture.completedFuture(withoutContent(exchange, 204));
    }
    CompletableFuture<Outcome> outcome =
        call.invoke(exchange, sourceArn(exchange), exchange.ids().requestId(), event);
    if ("Event".equals(type)) {
      return CompletableFuture.completedFuture(withoutContent(exchange, 202));
    }
    return outcome.thenApply(end -> response(end, exchange, call));
  }

  private static byte[] event(Exchange exchange) {
    byte[] body = exchange.integrationRequest().body();
    return body.length == 0 ? NO_EVENT : body;
  }

  @Unverified(
      "The log of a call with nothing to send shows an empty body: Lambda, not API Gateway, makes"
          + " it {}. Only the event is recorded, not this log line.")
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
  static BackendResponse response(Outcome outcome, Exchange exchange, FunctionCall call) {
    String requestId = exchange.ids().requestId();
    return switch (outcome) {
      case Outcome.Success(byte[] payload) ->
          BackendResponse.of(200, executed(call, exchange, payload.length, false), payload);
      case Outcome.FunctionError(byte[] error) ->
          new BackendResponse(200, executed(call, exchange, error.length, true), error, requestId);
      case Outcome.TimedOut(byte[] error) ->
          new BackendResponse(200, executed(call, exchange, error.length, true), error, requestId);
      case Outcome.Throttled(String reason) ->
          refused(
              call,
              exchange,
              429,
              "TooManyRequestsException",
              "{\"Reason\":%s,\"Type\":\"User\",\"message\":\"Rate Exceeded.\"}"
                  .formatted(Json.quote(reason)));
      case Outcome.SandboxFailed(String message) -> {
        // A fault of this machine, not of the API: the user must see it at every log level.
        LOG.log(
            Level.WARNING, "event=function-not-run request={0} reason=\"{1}\"", requestId, message);
        throw GatewayErrors.lambdaFailed(message);
      }
    };
  }

  /** Returns the headers of Lambda's own response, in AWS's order. */
  private static Headers executed(
      FunctionCall call, Exchange exchange, int length, boolean failed) {
    Headers.Builder headers = answered(call, exchange, length);
    if (failed) {
      headers.add("X-Amz-Function-Error", "Unhandled");
    }
    headers.add("x-amzn-Remapped-Content-Length", "0").add("X-Amz-Executed-Version", "$LATEST");
    return traced(headers, exchange);
  }

  private static Headers traced(Headers.Builder headers, Exchange exchange) {
    return headers
        .add(
            "X-Amzn-Trace-Id",
            exchange.ids().answeredTrace(exchange.headers(), exchange.incoming().received()))
        .build();
  }

  private static Headers.Builder answered(FunctionCall call, Exchange exchange, int length) {
    return call.answerHeaders()
        .add("Content-Type", MediaType.JSON)
        .add("Content-Length", Integer.toString(length))
        .add("Connection", "keep-alive")
        .add("x-amzn-RequestId", exchange.ids().requestId());
  }

  /** Returns Lambda's response to an invocation without a result: it has no content type. */
  private BackendResponse withoutContent(Exchange exchange, int status) {
    Headers.Builder headers = answered(call, exchange, 0).remove("Content-Type");
    return BackendResponse.of(status, traced(headers, exchange), NO_BODY);
  }

  private BackendResponse notJson(Exchange exchange, String reason) {
    String message = LambdaErrors.payloadNotJson(reason).text();
    return refused(
        call,
        exchange,
        400,
        "InvalidRequestContentException",
        "{\"Type\":\"User\",\"message\":%s}".formatted(Json.quote(message)));
  }

  private static BackendResponse refused(
      FunctionCall call, Exchange exchange, int status, String errorType, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    Headers headers =
        answered(call, exchange, body.length).add("x-amzn-ErrorType", errorType).build();
    return BackendResponse.of(status, headers, body);
  }
}
