package dev.postern.execute.integration;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.EndpointResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.LiveFunction;
import dev.postern.execute.LiveStage;
import dev.postern.http.Headers;
import dev.postern.http.Json;
import dev.postern.runner.Invocation;
import dev.postern.runner.LambdaRunner;
import dev.postern.runner.Outcome;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A Lambda function; the integration request's body is the event.
 *
 * @param functionArn without qualifier
 * @param qualifier alias or version, or null
 * @param permissionChecked the function's policy must let this method invoke it; not so when the
 *     integration has credentials
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html">Invoking a
 *     Lambda function using an Amazon API Gateway endpoint</a>
 */
public record LambdaIntegration(
    LambdaRunner runner, String functionArn, @Nullable String qualifier, boolean permissionChecked)
    implements Integration {

  private static final System.Logger LOG = System.getLogger("postern.execute");
  private static final String SERVICE = "apigateway.amazonaws.com";
  private static final String LATEST = "$LATEST";
  private static final Headers JSON = Headers.of("Content-Type", "application/json");
  private static final byte[] NO_BODY = {};

  @Override
  public CompletableFuture<EndpointResponse> invoke(Exchange exchange) {
    LiveFunction function = permitted(exchange);
    byte[] event = exchange.integrationRequest().body();
    Optional<String> notJson = JsonText.fault(event);
    if (notJson.isPresent()) {
      return CompletableFuture.completedFuture(refusedByLambda(400, notJson.get()));
    }
    Invocation invocation =
        new Invocation(
            exchange.ids().requestId(),
            event,
            null,
            exchange.ids().answeredTrace(exchange.headers(), exchange.incoming().received()));
    CompletableFuture<Outcome> outcome =
        runner.invoke(function.spec(), invocation).toCompletableFuture();
    if ("Event".equals(exchange.integrationRequest().headers().get("X-Amz-Invocation-Type"))) {
      return CompletableFuture.completedFuture(EndpointResponse.of(202, Headers.empty(), NO_BODY));
    }
    return outcome.thenApply(end -> response(end, invocation.requestId()));
  }

  private LiveFunction permitted(Exchange exchange) {
    LiveFunction function =
        exchange
            .directory()
            .function(functionArn)
            .filter(_ -> qualifier == null || qualifier.equals(LATEST))
            .orElseThrow(GatewayErrors::invalidPermissionsOnFunction);
    if (permissionChecked
        && !function
            .policy()
            .allows(
                SERVICE,
                sourceArn(exchange),
                exchange.stage().owner().account().value(),
                qualifier)) {
      throw GatewayErrors.invalidPermissionsOnFunction();
    }
    return function;
  }

  /**
   * {@code arn:aws:execute-api:{region}:{account}:{api}/{stage}/{VERB}/{path, parameters as *}}.
   */
  private static String sourceArn(Exchange exchange) {
    LiveStage stage = exchange.stage();
    return "arn:"
        + stage.owner().region().partition()
        + ":execute-api:"
        + stage.owner().region().code()
        + ":"
        + stage.owner().account().value()
        + ":"
        + stage.api().value()
        + "/"
        + stage.name().value()
        + "/"
        + exchange.request().method()
        + exchange.plan().resourceArnPath();
  }

  private static EndpointResponse response(Outcome outcome, String requestId) {
    return switch (outcome) {
      case Outcome.Success(byte[] payload) -> EndpointResponse.of(200, JSON, payload);
      case Outcome.FunctionError(byte[] error) -> new EndpointResponse(200, JSON, error, requestId);
      case Outcome.TimedOut(byte[] error) -> new EndpointResponse(200, JSON, error, requestId);
      case Outcome.Throttled(String reason) ->
          EndpointResponse.of(
              429,
              JSON,
              "{\"Reason\":%s,\"Type\":\"User\",\"message\":\"Rate Exceeded.\"}"
                  .formatted(Json.quote(reason))
                  .getBytes(StandardCharsets.UTF_8));
      case Outcome.SandboxFailed(String message) -> {
        // A fault of this machine, not of the API: the user has to see it at every log level.
        LOG.log(
            Level.WARNING, "event=function-not-run request={0} reason=\"{1}\"", requestId, message);
        throw GatewayErrors.lambdaFailed(message);
      }
    };
  }

  private static EndpointResponse refusedByLambda(int status, String reason) {
    String message = "Could not parse request body into json: " + reason;
    String body = "{\"Type\":\"User\",\"message\":%s}".formatted(Json.quote(message));
    return EndpointResponse.of(status, JSON, body.getBytes(StandardCharsets.UTF_8));
  }
}
