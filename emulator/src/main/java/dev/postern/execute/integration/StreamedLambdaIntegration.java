package dev.postern.execute.integration;

import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import dev.postern.http.BodyStream;
import dev.postern.http.Headers;
import dev.postern.http.WholeBody;
import dev.postern.runner.Outcome;
import dev.postern.runner.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/**
 * A Lambda function whose response is streamed to the client. The body of the integration request
 * is the event.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_InvokeWithResponseStream.html">
 *     InvokeWithResponseStream</a>
 */
public record StreamedLambdaIntegration(FunctionCall call) implements Integration {
  private static final String EVENT_STREAM = "application/vnd.amazon.eventstream";

  /** Completes on the exchange's loop when the function has sent its metadata. */
  @Override
  public CompletableFuture<BackendResponse> invoke(Exchange exchange) {
    // Enqueued, never run at once: signals from several threads keep their order.
    Executor loop = exchange.loop()::enqueue;
    CompletableFuture<BackendResponse> answer = new CompletableFuture<>();
    byte[] event = exchange.integrationRequest().body();
    var _ =
        call.stream(
                exchange, LambdaIntegration.sourceArn(exchange), exchange.ids().requestId(), event)
            .thenAcceptAsync(reply -> replied(reply, exchange, loop, answer), loop)
            .exceptionally(bug -> {
              answer.completeExceptionally(bug);
              return null;
            });
    return answer;
  }

  @Override
  public Observer.Sent sent(Exchange exchange) {
    return call.sentToStream(
        exchange, LambdaIntegration.sourceArn(exchange), exchange.integrationRequest().body());
  }

  /** Handles the function's reply. The loop never runs a task at once: signals keep their order. */
  private void replied(
      Reply reply, Exchange exchange, Executor loop, CompletableFuture<BackendResponse> answer) {
    switch (reply) {
      case Reply.Stream(Flow.Publisher<byte[]> payload) -> begin(payload, exchange, loop, answer);
      case Reply.Whole(Outcome.Success(byte[] payload)) ->
          begin(WholeBody.of(payload), exchange, loop, answer);
      case Reply.Whole(Outcome outcome) ->
          answer.complete(LambdaIntegration.response(outcome, exchange, call));
    }
  }

  private void begin(
      Flow.Publisher<byte[]> payload,
      Exchange exchange,
      Executor loop,
      CompletableFuture<BackendResponse> answer) {
    MetadataReader reader = new MetadataReader(loop, exchange.ids().requestId());
    payload.subscribe(reader);
    var _ =
        reader
            .start()
            .whenComplete((start, refusal) -> {
              if (start == null) {
                answer.completeExceptionally(refusal);
              } else {
                answer.complete(
                    BackendResponse.streamed(
                        200, headers(exchange), start.metadata(), BodyStream.of(start.payload())));
              }
            });
    var _ =
        answer.whenComplete((_, givenUp) -> {
          if (givenUp != null) {
            reader.cancel();
          }
        });
  }

  /** Returns the headers of Lambda's own response. */
  private Headers headers(Exchange exchange) {
    return call.answerHeaders()
        .add("Content-Type", EVENT_STREAM)
        .add("Transfer-Encoding", "chunked")
        .add("Connection", "keep-alive")
        .add("x-amzn-RequestId", exchange.ids().requestId())
        .add("X-Amz-Executed-Version", "$LATEST")
        .add(
            "X-Amzn-Trace-Id",
            exchange.ids().answeredTrace(exchange.headers(), exchange.incoming().received()))
        .build();
  }
}
