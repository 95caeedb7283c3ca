package dev.postern.execute.integration;

import dev.postern.auth.Credentials;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.IntegrationRequest;
import dev.postern.execute.Observer;
import dev.postern.http.Headers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;

/**
 * An AWS service other than Lambda. Path and query are in the integration request.
 *
 * @param types media types that replace those of API Gateway
 * @param query whether the service answers in the query protocol
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html#apigw-PutIntegration-request-uri">
 *     PutIntegration</a>
 */
public record ServiceIntegration(
    HttpBackend backend,
    ServiceEndpoint endpoint,
    CredentialSource credentials,
    SentTypes types,
    boolean query)
    implements Integration {

  private static final DateTimeFormatter AMZ_DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  @Override
  public CompletableFuture<BackendResponse> invoke(Exchange exchange) {
    CompletableFuture<Credentials> known = credentials.current();
    if (known.state() == CompletableFuture.State.SUCCESS) {
      return send(exchange, known.resultNow());
    }
    CompletableFuture<BackendResponse> answer = new CompletableFuture<>();
    var _ =
        known.whenComplete((found, failure) -> {
          if (failure != null) {
            answer.completeExceptionally(failure);
          } else if (!answer.isDone()) {
            pass(send(exchange, found), answer);
          }
        });
    return answer;
  }

  private CompletableFuture<BackendResponse> send(Exchange exchange, Credentials by) {
    Instant now = exchange.incoming().received();
    IntegrationRequest request = exchange.integrationRequest();
    IntegrationRequest signed = endpoint.signed(types.in(request), by, now);
    CompletableFuture<BackendResponse> call =
        backend.send(HttpRoute.to(endpoint.address()), signed);
    if (!query || !QueryAnswer.isJsonFor(request)) {
      return call;
    }
    CompletableFuture<BackendResponse> json =
        call.thenApply(received -> QueryAnswer.asJson(received, request.uri()));
    abort(call, json);
    return json;
  }

  /** Returns the integration with headers that are sent as the user maps them. */
  public ServiceIntegration keeping(boolean mappedContentType, boolean mappedAccept) {
    return new ServiceIntegration(
        backend, endpoint, credentials, types.keeping(mappedContentType, mappedAccept), query);
  }

  /** Completes the answer with the result of the call. Cancelling the answer cancels the call. */
  private static void pass(
      CompletableFuture<BackendResponse> call, CompletableFuture<BackendResponse> answer) {
    var _ =
        call.whenComplete((response, failure) -> {
          if (failure == null) {
            answer.complete(response);
          } else {
            answer.completeExceptionally(failure);
          }
        });
    abort(call, answer);
  }

  /** Aborts the call when its answer is cancelled or fails. */
  private static void abort(
      CompletableFuture<BackendResponse> call, CompletableFuture<BackendResponse> answer) {
    var _ =
        answer.whenComplete((_, failure) -> {
          if (failure != null) {
            call.completeExceptionally(failure);
          }
        });
  }

  /** Masks credentials: they may not be known yet. */
  @Override
  public Observer.Sent sent(Exchange exchange) {
    IntegrationRequest request = exchange.integrationRequest();
    Headers.Builder headers =
        Headers.builder()
            .add("Authorization", "*".repeat(32))
            .add("X-Amz-Date", AMZ_DATE.format(exchange.incoming().received()));
    request.headers().forEach(headers::add);
    return new Observer.Sent(endpoint.url(request), headers.build(), request.body());
  }
}
