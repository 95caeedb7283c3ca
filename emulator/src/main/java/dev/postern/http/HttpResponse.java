package dev.postern.http;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A response with a complete body or a stream.
 *
 * @param headers without Content-Length, which the edge adds; a stream's headers may contain it
 * @param body shared, not copied: nobody may write into it; empty if the body is a stream
 * @param stream the body if it is a stream, else null
 */
public record HttpResponse(int status, Headers headers, byte[] body, @Nullable BodyStream stream) {
  private static final byte[] NO_BODY = {};

  /** Makes a response with a complete body. */
  public HttpResponse(int status, Headers headers, byte[] body) {
    this(status, headers, body, null);
  }

  /** Returns a response whose body is a stream. */
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

  /** Returns the body as UTF-8 text. */
  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  public HttpResponse withHeaders(Headers newHeaders) {
    return new HttpResponse(status, newHeaders, body, stream);
  }
}
