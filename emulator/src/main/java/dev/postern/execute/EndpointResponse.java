package dev.postern.execute;

import dev.postern.http.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What the backend answered.
 *
 * @param status HTTP status; of a function, Lambda's own
 * @param functionError the Lambda request id when the function failed (the body is its error
 *     object), otherwise null
 */
public record EndpointResponse(
    int status, Headers headers, byte[] body, @Nullable String functionError) {

  public static EndpointResponse of(int status, Headers headers, byte[] body) {
    return new EndpointResponse(status, headers, body, null);
  }
}
