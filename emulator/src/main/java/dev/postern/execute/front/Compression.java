package dev.postern.execute.front;

import dev.postern.http.ContentCoding;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;

/**
 * The compression of responses for clients that accept it.
 *
 * @param minBytes minimum body size; smaller bodies are not compressed
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gzip-compression-decompression.html">
 *     Payload compression for REST APIs in API Gateway</a>
 */
public record Compression(int minBytes) {
  private static final String CONTENT_ENCODING = "Content-Encoding";

  /**
   * Returns the response, compressed if the client prefers that and it has no content coding yet.
   * Streams are never compressed.
   */
  public HttpResponse apply(HttpRequest request, HttpResponse response) {
    if (response.body().length < minBytes
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
