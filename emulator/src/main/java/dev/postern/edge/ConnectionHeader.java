package dev.postern.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/**
 * The {@code Connection} header of responses over HTTP/1. API Gateway sends it with every response,
 * with a capital letter: {@code keep-alive}, or {@code close} if the connection ends with the
 * response.
 */
final class ConnectionHeader {
  private static final CharSequence NAME = HttpHeaders.createOptimized("Connection");
  private static final CharSequence KEEP_ALIVE = HttpHeaders.createOptimized("keep-alive");
  private static final CharSequence CLOSE = HttpHeaders.createOptimized("close");

  private ConnectionHeader() {}

  /**
   * Adds the header to the response when its head is written. Vert.x sets its own just before if it
   * will close the connection, or keep one of HTTP/1.0; this replaces it.
   */
  static void add(HttpServerRequest request) {
    HttpVersion version = request.version();
    if (version == HttpVersion.HTTP_2) {
      return;
    }
    MultiMap headers = request.response().headers();
    boolean persistent = version == HttpVersion.HTTP_1_1;
    request
        .response()
        .headersEndHandler(_ -> {
          String set = headers.get(NAME);
          boolean keeps = set == null ? persistent : !set.equalsIgnoreCase("close");
          headers.set(NAME, keeps ? KEEP_ALIVE : CLOSE);
        });
  }

  /** Announces that the connection ends with the response. */
  static void close(HttpServerRequest request) {
    request.response().headers().set(NAME, CLOSE);
  }
}
