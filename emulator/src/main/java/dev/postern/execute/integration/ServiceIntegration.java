package dev.postern.execute.integration;

import dev.postern.auth.Credentials;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.IntegrationRequest;
import dev.postern.execute.Observer;
import dev.postern.http.Headers;
import dev.postern.http.MediaType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An AWS service other than Lambda. Path and query are in the integration request.
 *
 * <p>AWS's services take {@code application/json}, which API Gateway sends unless the user maps the
 * header. What stands in for them often takes only what the SDKs send, so that is what goes out.
 *
 * @param jsonAs media type that replaces {@code application/json}; null to keep it
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html#apigw-PutIntegration-request-uri">
 *     PutIntegration</a>
 */
public record ServiceIntegration(
    HttpBackend backend,
    ServiceEndpoint endpoint,
    CredentialSource credentials,
    @Nullable String jsonAs)
    implements Integration {

  private static final String CONTENT_TYPE = "Content-Type";
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
    IntegrationRequest signed = endpoint.signed(asSent(exchange.integrationRequest()), by, now);
    return backend.send(HttpRoute.to(endpoint.address()), signed);
  }

  private IntegrationRequest asSent(IntegrationRequest request) {
    if (jsonAs == null || !MediaType.JSON.equals(request.headers().get(CONTENT_TYPE))) {
      return request;
    }
    Headers headers = request.headers().toBuilder().set(CONTENT_TYPE, jsonAs).build();
    return new IntegrationRequest(request.method(), request.uri(), headers, request.body());
  }

  /** Returns the integration with a content type that is sent as it is mapped. */
  public ServiceIntegration keepingContentType() {
    return new ServiceIntegration(backend, endpoint, credentials, null);
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
