package dev.postern.execute.rest;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.execute.integration.FunctionError;
import dev.postern.execute.integration.MetadataDelimiter;
import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import dev.postern.mapping.BinaryMediaTypes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A phase that builds the response from the result of a proxy function. A malformed result is a
 * 502.
 *
 * @param binary media types; an {@code Accept} that names one lets a base64 body be decoded
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format">
 *     Output format of a Lambda function for proxy integration</a>
 */
public record MapProxyResult(BinaryMediaTypes binary) implements Phase {
  private static final Set<String> ALLOWED_KEYS =
      Set.of(
          "statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded", "base64Encoded");

  @Override
  public Step apply(Exchange exchange) {
    BackendResponse backend = exchange.backendResponse();
    if (backend.failedRequestId() != null) {
      throw GatewayErrors.functionError(
          FunctionError.logged(backend.body()), backend.failedRequestId());
    }
    if (backend.status() != 200) {
      throw GatewayErrors.lambdaFailed("Lambda answered with status " + backend.status());
    }
    Supplier<GatewayException> malformed = GatewayErrors::malformedLambdaProxyResponse;
    Optional<ProxyResult> read = ProxyResult.read(backend.body(), ALLOWED_KEYS, malformed);
    exchange.response(
        read.isPresent()
            ? response(read.get(), exchange)
            : ofStream(backend.body(), exchange, malformed));
    return Step.NEXT;
  }

  private HttpResponse response(ProxyResult result, Exchange exchange) {
    int status = result.status();
    exchange.functionStatus(status);
    String trace = exchange.ids().answeredTrace(exchange.headers(), exchange.incoming().received());
    Headers.Builder headers = Headers.builder().add("X-Amzn-Trace-Id", trace);
    result.addHeaders(headers);
    // Replaces a trace header that the function returned.
    headers.set("X-Amzn-Trace-Id", trace);
    byte[] body = body(result, exchange.request().headers().get("Accept"));
    return new HttpResponse(status, headers.build(), body);
  }

  /** Maps a streamed result that is not passed on as a stream: only status and headers are used. */
  private static HttpResponse ofStream(
      byte[] payload, Exchange exchange, Supplier<GatewayException> malformed) {
    int delimiter = MetadataDelimiter.indexIn(payload, 0, payload.length);
    if (delimiter < 0) {
      throw malformed.get();
    }
    HttpResponse head =
        MapStreamedResult.head(Arrays.copyOf(payload, delimiter), exchange, malformed);
    return head.withHeaders(head.headers().toBuilder().remove("Content-Length").build());
  }

  private byte[] body(ProxyResult result, @Nullable String accept) {
    boolean encoded = result.isBase64Encoded();
    String body = result.body();
    if (body == null) {
      return new byte[0];
    }
    if (!encoded || !binary.matchesAccept(accept)) {
      return body.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(body);
    } catch (IllegalArgumentException _) {
      throw GatewayErrors.invalidBase64();
    }
  }
}
