package dev.postern.execute;

import dev.postern.http.BodyStream;
import dev.postern.http.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What the backend answered.
 *
 * @param status HTTP status; of a function, Lambda's own
 * @param failedRequestId the Lambda request id if the function failed (the body is its error
 *     object), otherwise null
 * @param stream the body when it is a stream, else null; {@code body} is then the metadata that a
 *     function has sent before, or empty
 */
public record BackendResponse(
    int status,
    Headers headers,
    byte[] body,
    @Nullable String failedRequestId,
    @Nullable BodyStream stream) {

  /** One whose body is complete. */
  public BackendResponse(
      int status, Headers headers, byte[] body, @Nullable String failedRequestId) {
    this(status, headers, body, failedRequestId, null);
  }

  public static BackendResponse of(int status, Headers headers, byte[] body) {
    return new BackendResponse(status, headers, body, null);
  }

  /** One whose body comes part by part. */
  public static BackendResponse streamed(
      int status, Headers headers, byte[] metadata, BodyStream stream) {
    return new BackendResponse(status, headers, metadata, null, stream);
  }

  public BackendResponse withStream(BodyStream newStream) {
    return new BackendResponse(status, headers, body, failedRequestId, newStream);
  }
}
