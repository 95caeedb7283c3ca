package dev.postern.execute.rest;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.execute.front.HeaderRules;
import dev.postern.execute.integration.FunctionError;
import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A phase that builds the response from the metadata that a proxy function streams first. The rest
 * of the stream is the body, unchanged.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html">
 *     Set up a Lambda proxy integration with payload response streaming in API Gateway</a>
 */
public record MapStreamedResult() implements Phase {
  private static final Set<String> ALLOWED_KEYS =
      Set.of("statusCode", "headers", "multiValueHeaders", "cookies");

  @Override
  public Step apply(Exchange exchange) {
    BackendResponse backend = exchange.backendResponse();
    if (backend.failedRequestId() != null) {
      throw GatewayErrors.functionError(
          FunctionError.logged(backend.body()), backend.failedRequestId());
    }
    if (backend.stream() == null) {
      throw GatewayErrors.lambdaFailed("Lambda answered with status " + backend.status());
    }
    HttpResponse head = head(backend.body(), exchange, GatewayErrors::malformedLambdaStream);
    exchange.response(HttpResponse.streamed(head.status(), head.headers(), backend.stream()));
    return Step.NEXT;
  }

  /** Returns the response that metadata describes, without its body. */
  static HttpResponse head(
      byte[] metadata, Exchange exchange, Supplier<GatewayException> malformed) {
    ProxyResult result = ProxyResult.read(metadata, ALLOWED_KEYS, malformed).orElseThrow(malformed);
    exchange.functionStatus(result.status());
    Headers.Builder headers = Headers.builder();
    result.addHeaders(headers);
    result.addCookies(headers);
    HeaderRules.addLengthOfStream(
        headers, headers.build().get(HeaderRules.REMAPPED + "Content-Length"));
    headers.set(
        "X-Amzn-Trace-Id",
        exchange.ids().answeredTrace(exchange.headers(), exchange.incoming().received()));
    return new HttpResponse(result.status(), headers.build(), new byte[0]);
  }
}
