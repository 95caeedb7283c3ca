package dev.postern.execute.front;

import dev.postern.http.ContentCoding;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;

/**
 * Compresses answers for clients that ask for it.
 *
 * @param leastBytes of a body; smaller ones are left alone
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gzip-compression-decompression.html">
 *     Payload compression for REST APIs in API Gateway</a>
 */
public record Compression(int leastBytes) {
  private static final String CONTENT_ENCODING = "Content-Encoding";

  /**
   * The answer, compressed if the client prefers that and it is not coded already; no stream is.
   */
  public HttpResponse apply(HttpRequest request, HttpResponse response) {
    if (response.body().length < leastBytes
        || response.stream() != null
        || response.headers().contains(CONTENT_ENCODING)) {
      return response;
    }
    ContentCoding coding = ContentCoding.preferred(request.headers().get("Accept-Encoding"));
    if (coding == ContentCoding.IDENTITY) {
      return response;
    }
    return new HttpResponse(
        response.status(),
        response.headers().toBuilder().add(CONTENT_ENCODING, coding.token()).build(),
        coding.encode(response.body()));
  }
}
