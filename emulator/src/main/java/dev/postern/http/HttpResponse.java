package dev.postern.http;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A response, its body complete or a stream.
 *
 * @param headers all but Content-Length, which the edge adds; those of a stream may have it
 * @param body shared, not copied: nobody writes into it; empty when the body is a stream
 * @param stream the body when it is one, else null
 */
public record HttpResponse(int status, Headers headers, byte[] body, @Nullable BodyStream stream) {
  private static final byte[] NO_BODY = {};

  /** One whose body is complete. */
  public HttpResponse(int status, Headers headers, byte[] body) {
    this(status, headers, body, null);
  }

  /** One whose body comes part by part. */
  public static HttpResponse streamed(int status, Headers headers, BodyStream stream) {
    return new HttpResponse(status, headers, NO_BODY, stream);
  }

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
    return new HttpResponse(status, newHeaders, body, stream);
  }
}
