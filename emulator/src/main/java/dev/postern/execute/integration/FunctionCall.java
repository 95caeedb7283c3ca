package dev.postern.execute.integration;

import dev.postern.auth.RequestSigner;
import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import dev.postern.execute.StageRelease;
import dev.postern.execute.live.Directory;
import dev.postern.execute.live.LiveFunction;
import dev.postern.http.Headers;
import dev.postern.http.HttpDate;
import dev.postern.http.MediaType;
import dev.postern.runner.Invocation;
import dev.postern.runner.LambdaRunner;
import dev.postern.runner.Outcome;
import dev.postern.runner.Reply;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A call of a function by API Gateway: as an integration, or as an authorizer.
 *
 * @param functionArn unqualified ARN
 * @param qualifier alias or version, or null
 * @param permissionChecked whether the function's policy must let the caller invoke it; false if
 *     the integration has credentials
 * @param clock dates Lambda's responses
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html">Invoking a
 *     Lambda function using an Amazon API Gateway endpoint</a>
 */
public record FunctionCall(
    Directory directory,
    LambdaRunner runner,
    String functionArn,
    @Nullable String qualifier,
    boolean permissionChecked,
    InstantSource clock) {

  private static final String SERVICE = "apigateway.amazonaws.com";
  private static final String LATEST = "$LATEST";
  private static final DateTimeFormatter AMZ_DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /**
   * Invokes the function.
   *
   * @param sourceArn ARN of the caller
   * @param requestId id of the invocation
   * @throws dev.postern.aws.error.GatewayException if the function does not exist or may not be
   *     invoked
   */
  public CompletableFuture<Outcome> invoke(
      Exchange exchange, String sourceArn, String requestId, byte[] event) {
    LiveFunction function = permitted(exchange, sourceArn);
    return runner
        .invoke(function.spec(), invocation(exchange, requestId, event))
        .toCompletableFuture();
  }

  /** Refuses what {@link #invoke} refuses, without an invocation. */
  void check(Exchange exchange, String sourceArn) {
    var _ = permitted(exchange, sourceArn);
  }

  /** Invokes the function like {@link #invoke}, but may receive the response as a stream. */
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

  /** Returns the {@code Date} of a response of Lambda that is received now. */
  Headers.Builder answerHeaders() {
    return Headers.builder().add("Date", HttpDate.format(clock.instant()));
  }

  /** Returns the equivalent request to AWS Lambda, credentials masked. */
  public Observer.Sent sent(Exchange exchange, String sourceArn, byte[] event) {
    return sent(exchange, sourceArn, event, "2015-03-31", "invocations");
  }

  /** Returns the equivalent request of a {@linkplain #stream streamed} call. */
  Observer.Sent sentToStream(Exchange exchange, String sourceArn, byte[] event) {
    return sent(exchange, sourceArn, event, "2021-11-15", "response-streaming-invocations");
  }

  private Observer.Sent sent(
      Exchange exchange, String sourceArn, byte[] event, String version, String resource) {
    StageRelease stage = exchange.stage();
    String qualified = qualifier == null ? functionArn : functionArn + ":" + qualifier;
    String host = "lambda." + region(stage) + ".amazonaws.com";
    return new Observer.Sent(
        "https://" + host + "/" + version + "/functions/" + qualified + "/" + resource,
        Headers.builder()
            .add("X-Amz-Date", AMZ_DATE.format(exchange.incoming().received()))
            .add("x-amzn-apigateway-api-id", stage.api().value())
            .add("Accept", MediaType.JSON)
            .add("User-Agent", "AmazonAPIGateway_" + stage.api().value())
            .add("Host", host)
            .add("X-Amz-Content-Sha256", RequestSigner.sha256(event))
            .add(
                "X-Amzn-Trace-Id",
                exchange.ids().trace(exchange.headers(), exchange.incoming().received()))
            .add("x-amzn-lambda-integration-tag", exchange.ids().requestId())
            .add("Authorization", "*".repeat(32))
            .add("X-Amz-Source-Arn", sourceArn)
            .build(),
        event);
  }

  /** Returns the region of the function's ARN, which may differ from the API's. */
  private String region(StageRelease stage) {
    String[] parts = functionArn.split(":", 5);
    return parts.length == 5 ? parts[3] : stage.owner().region().code();
  }
}
