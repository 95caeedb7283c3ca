package dev.postern.execute;

import dev.postern.http.BodyStream;
import dev.postern.http.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What the backend answered.
 *
 * @param status HTTP status; of a function, Lambda's own
 * @param functionError the Lambda request id when the function failed (the body is its error
 *     object), otherwise null
 * @param stream the body when it is a stream, else null; {@code body} is then the metadata that a
 *     function has sent before, or empty
 */
public record EndpointResponse(
    int status,
    Headers headers,
    byte[] body,
    @Nullable String functionError,
    @Nullable BodyStream stream) {

  /** One whose body is complete. */
  public EndpointResponse(
      int status, Headers headers, byte[] body, @Nullable String functionError) {
    this(status, headers, body, functionError, null);
  }

  public static EndpointResponse of(int status, Headers headers, byte[] body) {
    return new EndpointResponse(status, headers, body, null);
  }

  /** One whose body comes part by part. */
  public static EndpointResponse streamed(
      int status, Headers headers, byte[] metadata, BodyStream stream) {
    return new EndpointResponse(status, headers, metadata, null, stream);
  }

  public EndpointResponse withStream(BodyStream newStream) {
    return new EndpointResponse(status, headers, body, functionError, newStream);
  }
}
