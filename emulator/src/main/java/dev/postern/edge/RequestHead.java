package dev.postern.edge;

import dev.postern.aws.error.FrontErrors;
import dev.postern.aws.error.FrontException;
import dev.postern.http.Headers;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Map;

/**
 * The head of a request. Whatever two servers could understand differently is refused here, or
 * earlier by Vert.x, so that a head has one meaning only. Backends get requests that are written
 * anew.
 *
 * @param authority Host header or HTTP/2 authority, {@code ""} if none
 * @param target path and query as sent
 * @param path raw
 * @param query raw, {@code ""} if none
 * @param headerBytes of all header lines
 * @param urlCharacters of the whole URL, with scheme and host
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112.html">HTTP/1.1</a>, sections 3.2, 5 and 6
 */
record RequestHead(
    String authority,
    String target,
    String path,
    String query,
    Headers headers,
    int headerBytes,
    int urlCharacters) {
  /** Bytes of colon, space and line end, which AWS counts too. */
  private static final int FIELD_OVERHEAD = 4;

  /**
   * Reads the head.
   *
   * @throws FrontException if it is ambiguous
   */
  static RequestHead of(HttpServerRequest request) {
    Headers.Builder headers = Headers.builder();
    int bytes = 0;
    int hosts = 0;
    for (Map.Entry<String, String> field : request.headers()) {
      String name = field.getKey();
      String value = field.getValue();
      headers.add(name, value);
      bytes += name.length() + value.length() + FIELD_OVERHEAD;
      if (name.isEmpty()) {
        throw FrontErrors.badRequest();
      }
      if (name.equalsIgnoreCase("Host")) {
        hosts++;
      }
    }
    String authority = authority(request, hosts);
    if (hosts == 0 && !authority.isEmpty()) {
      // HTTP/2 has no Host header; all other code expects HTTP/1.1.
      headers.add("Host", authority);
      joinCookies(request, headers);
    }
    String target = target(request, authority);
    requireOneFraming(request);
    String path = request.path();
    String query = request.query();
    int host = (request.isSSL() ? "https://" : "http://").length() + authority.length();
    return new RequestHead(
        authority,
        target.startsWith("/") ? target : pathOf(target),
        path == null || path.isEmpty() ? "/" : path,
        query == null ? "" : query,
        headers.build(),
        bytes,
        target.startsWith("/") ? host + target.length() : target.length());
  }

  /** Joins cookies: HTTP/2 may send each cookie in its own field (RFC 9113, section 8.2.3). */
  private static void joinCookies(HttpServerRequest request, Headers.Builder headers) {
    List<String> cookies = request.headers().getAll(HttpHeaders.COOKIE);
    if (cookies.size() > 1) {
      headers.set("cookie", String.join("; ", cookies));
    }
  }

  /** Returns the authority. Vert.x returns none for an invalid Host header. */
  private static String authority(HttpServerRequest request, int hosts) {
    var authority = request.authority();
    boolean needed = request.version() == HttpVersion.HTTP_1_1;
    if (hosts > 1 || (hosts == 0 && needed)) {
      throw FrontErrors.badRequest();
    }
    if (authority != null) {
      return authority.toString();
    }
    String host = request.getHeader(HttpHeaders.HOST);
    if (host != null && !host.isBlank()) {
      throw FrontErrors.badRequest();
    }
    return "";
  }

  /**
   * Returns the request target: a path, or a URL with the request's host, as clients of proxies
   * send it.
   */
  private static String target(HttpServerRequest request, String authority) {
    String target = request.uri();
    if (target == null || !isPlain(target)) {
      throw FrontErrors.badRequest();
    }
    if (!target.startsWith("/") && !isUrlAt(target, authority)) {
      throw FrontErrors.badRequest();
    }
    return target;
  }

  /** Returns path and query of a URL. */
  private static String pathOf(String url) {
    int slash = url.indexOf('/', url.indexOf("://") + 3);
    return slash < 0 ? "/" : url.substring(slash);
  }

  private static boolean isUrlAt(String target, String authority) {
    int host = target.indexOf("://") + 3;
    String scheme = target.substring(0, Math.max(host - 3, 0));
    if (authority.isEmpty()
        || (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https"))) {
      return false;
    }
    int end = host + authority.length();
    return target.regionMatches(true, host, authority, 0, authority.length())
        && (end == target.length() || target.charAt(end) == '/');
  }

  /**
   * Returns whether the target has only printable ASCII characters and no fragment. Accepts
   * characters that RFC 3986 does not allow but that clients commonly send.
   */
  private static boolean isPlain(String target) {
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c <= ' ' || c >= 0x7F || c == '#') {
        return false;
      }
    }
    return true;
  }

  /**
   * Throws unless the body has one unambiguous framing. Vert.x has already refused a Content-Length
   * beside a Transfer-Encoding.
   */
  private static void requireOneFraming(HttpServerRequest request) {
    if (!request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
      return;
    }
    List<String> codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
    if (codings.size() != 1 || !codings.getFirst().strip().equalsIgnoreCase("chunked")) {
      throw FrontErrors.badRequest();
    }
  }
}
