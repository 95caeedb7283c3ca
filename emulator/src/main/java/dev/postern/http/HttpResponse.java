package dev.postern.http;

import java.nio.charset.StandardCharsets;

/**
 * A response, its body complete.
 *
 * @param headers all but Content-Length, which the edge adds
 * @param body shared, not copied: nobody writes into it
 */
public record HttpResponse(int status, Headers headers, byte[] body) {
  private static final byte[] NO_BODY = {};

  public static HttpResponse empty(int status) {
    return new HttpResponse(status, Headers.empty(), NO_BODY);
  }

  public static HttpResponse text(int status, String contentType, String body) {
    return new HttpResponse(
        status, Headers.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
  }

  public static HttpResponse json(int status, String json) {
    return text(status, "application/json", json);
  }

  /** The body as UTF-8 text. */
  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  public HttpResponse withHeaders(Headers newHeaders) {
    return new HttpResponse(status, newHeaders, body);
  }
}
