package dev.postern.execute.front;

import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;

/** The headers that API Gateway adds to requests to proxied backends and functions. */
public final class ForwardedHeaders {
  private ForwardedHeaders() {}

  /**
   * Returns the client's headers with {@code X-Amzn-Trace-Id} and {@code X-Forwarded-*}. A test
   * invocation, which has no authority, gets none of them.
   */
  public static Headers added(
      HttpRequest request, Headers headers, Endpoint endpoint, String trace) {
    if (request.authority().isEmpty()) {
      return headers;
    }
    String before = headers.get("X-Forwarded-For");
    String peer = endpoint.forwardedFor(request.remoteAddress());
    return headers.toBuilder()
        .set("X-Amzn-Trace-Id", trace)
        .set("X-Forwarded-For", before == null ? peer : before + ", " + peer)
        .set("X-Forwarded-Port", port(request))
        .set("X-Forwarded-Proto", request.scheme())
        .build();
  }

  private static String port(HttpRequest request) {
    String authority = request.authority();
    int colon = authority.lastIndexOf(':');
    if (colon > authority.lastIndexOf(']')) {
      return authority.substring(colon + 1);
    }
    return request.scheme().equals("https") ? "443" : "80";
  }
}
