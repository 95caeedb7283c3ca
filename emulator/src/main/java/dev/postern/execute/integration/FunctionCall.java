package dev.postern.execute.integration;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import dev.postern.execute.StageRelease;
import dev.postern.execute.live.Directory;
import dev.postern.execute.live.LiveFunction;
import dev.postern.http.Headers;
import dev.postern.runner.Invocation;
import dev.postern.runner.LambdaRunner;
import dev.postern.runner.Outcome;
import dev.postern.runner.Reply;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * How API Gateway calls one function: as an integration, or as an authorizer.
 *
 * @param functionArn without qualifier
 * @param qualifier alias or version, or null
 * @param permissionChecked the function's policy must let the caller invoke it; not so when there
 *     are credentials
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html">Invoking a
 *     Lambda function using an Amazon API Gateway endpoint</a>
 */
public record FunctionCall(
    Directory directory,
    LambdaRunner runner,
    String functionArn,
    @Nullable String qualifier,
    boolean permissionChecked) {

  private static final String SERVICE = "apigateway.amazonaws.com";
  private static final String LATEST = "$LATEST";
  private static final DateTimeFormatter AMZ_DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /**
   * Calls the function.
   *
   * @param sourceArn in whose name
   * @param requestId of the invocation
   * @throws dev.postern.aws.error.GatewayException when it does not exist, or may not be called
   */
  public CompletableFuture<Outcome> invoke(
      Exchange exchange, String sourceArn, String requestId, byte[] event) {
    LiveFunction function = permitted(exchange, sourceArn);
    return runner
        .invoke(function.spec(), invocation(exchange, requestId, event))
        .toCompletableFuture();
  }

  /** As {@link #invoke}, of a function that may answer part by part. */
  CompletionStage<Reply> stream(
      Exchange exchange, String sourceArn, String requestId, byte[] event) {
    LiveFunction function = permitted(exchange, sourceArn);
    return runner.stream(function.spec(), invocation(exchange, requestId, event));
  }

  private static Invocation invocation(Exchange exchange, String requestId, byte[] event) {
    return new Invocation(
        requestId,
        event,
        null,
        exchange.ids().answeredTrace(exchange.headers(), exchange.incoming().received()));
  }

  private LiveFunction permitted(Exchange exchange, String sourceArn) {
    LiveFunction function =
        directory
            .function(functionArn)
            .filter(_ -> qualifier == null || qualifier.equals(LATEST))
            .orElseThrow(GatewayErrors::invalidPermissionsOnFunction);
    if (permissionChecked
        && !function
            .policy()
            .allows(SERVICE, sourceArn, exchange.stage().owner().account().value(), qualifier)) {
      throw GatewayErrors.invalidPermissionsOnFunction();
    }
    return function;
  }

  /** What the call looks like to AWS's Lambda, credentials masked. */
  public Observer.Sent sent(Exchange exchange, String sourceArn, byte[] event) {
    return sent(exchange, sourceArn, event, "2015-03-31", "invocations");
  }

  /** As {@link #sent}, of a call that {@linkplain #stream streams}. */
  Observer.Sent sentToStream(Exchange exchange, String sourceArn, byte[] event) {
    return sent(exchange, sourceArn, event, "2021-11-15", "response-streaming-invocations");
  }

  private Observer.Sent sent(
      Exchange exchange, String sourceArn, byte[] event, String version, String resource) {
    StageRelease stage = exchange.stage();
    String qualified = qualifier == null ? functionArn : functionArn + ":" + qualifier;
    return new Observer.Sent(
        "https://lambda."
            + region(stage)
            + ".amazonaws.com/"
            + version
            + "/functions/"
            + qualified
            + "/"
            + resource,
        Headers.of(
            "x-amzn-lambda-integration-tag",
            exchange.ids().requestId(),
            "Authorization",
            "*".repeat(32),
            "X-Amz-Date",
            AMZ_DATE.format(exchange.incoming().received()),
            "x-amzn-apigateway-api-id",
            stage.api().value(),
            "X-Amz-Source-Arn",
            sourceArn,
            "Accept",
            "application/json",
            "User-Agent",
            "AmazonAPIGateway_" + stage.api().value(),
            "X-Amzn-Trace-Id",
            exchange.ids().trace(exchange.headers(), exchange.incoming().received())),
        event);
  }

  /** The region in the function's ARN: it may be another one than the API's. */
  private String region(StageRelease stage) {
    String[] parts = functionArn.split(":", 5);
    return parts.length == 5 ? parts[3] : stage.owner().region().code();
  }
}
