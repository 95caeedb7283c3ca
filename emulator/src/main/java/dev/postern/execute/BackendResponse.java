package dev.postern.execute;

import dev.postern.http.BodyStream;
import dev.postern.http.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The response of the backend.
 *
 * @param status HTTP status; for a function, the status of Lambda's response
 * @param failedRequestId the Lambda request id if the function failed (the body is its error
 *     object), otherwise null
 * @param stream the streamed body, or null; {@code body} then holds the metadata that a function
 *     sent before it, or is empty
 */
public record BackendResponse(
    int status,
    Headers headers,
    byte[] body,
    @Nullable String failedRequestId,
    @Nullable BodyStream stream) {

  /** Creates a response with a complete body. */
  public BackendResponse(
      int status, Headers headers, byte[] body, @Nullable String failedRequestId) {
    this(status, headers, body, failedRequestId, null);
  }

  public static BackendResponse of(int status, Headers headers, byte[] body) {
    return new BackendResponse(status, headers, body, null);
  }

  /** Creates a response with a streamed body. */
  public static BackendResponse streamed(
      int status, Headers headers, byte[] metadata, BodyStream stream) {
    return new BackendResponse(status, headers, metadata, null, stream);
  }

  public BackendResponse withStream(BodyStream newStream) {
    return new BackendResponse(status, headers, body, failedRequestId, newStream);
  }
}
