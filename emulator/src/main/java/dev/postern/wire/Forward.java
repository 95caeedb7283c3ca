package dev.postern.wire;

import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import java.net.URI;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Where a request goes that is for a service that Postern is not.
 *
 * @param to base URL of the upstream
 * @param answered makes the client's response headers from the upstream's: pages of allowed origins
 *     may read the response
 * @param unreachable makes the error, in the client's protocol, if the upstream gives no response;
 *     takes the reason
 */
public record Forward(
    URI to, UnaryOperator<Headers> answered, Function<String, HttpResponse> unreachable) {
  /** How Postern names itself to the upstream in the header {@code Via}. */
  public static final String VIA = "postern";
}
