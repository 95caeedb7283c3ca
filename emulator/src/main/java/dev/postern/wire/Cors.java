package dev.postern.wire;

import dev.postern.aws.error.WireErrors;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which pages in a browser may call the control plane, and the headers that tell the browser so.
 *
 * <p>An origin that may not call is refused outright: the control plane asks for no signature, and
 * a foreign page that could create a function could run code here.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS protocol</a>
 */
public final class Cors {
  private static final Set<String> LOOPBACK_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Predicate<String> allowed;

  private Cors(Predicate<String> allowed) {
    this.allowed = allowed;
  }

  /** Pages of any origin, as AWS's endpoints do, which ask for signatures. */
  public static Cors anyOrigin() {
    return new Cors(_ -> true);
  }

  /**
   * Pages served from this machine, and these.
   *
   * @param origins such as {@code https://console.example.com}
   */
  public static Cors loopbackAnd(Set<String> origins) {
    Set<String> others = Set.copyOf(origins);
    return new Cors(origin -> others.contains(origin) || isLoopback(origin));
  }

  /** Whether pages of that origin may call. */
  public boolean allows(String origin) {
    return allowed.test(origin);
  }

  /**
   * Refuses a page that may not call.
   *
   * @throws dev.postern.aws.error.AwsException {@code ForbiddenException}
   */
  void check(HttpRequest request) {
    Optional<String> origin = origin(request);
    if (origin.isPresent() && !allows(origin.get())) {
      throw WireErrors.forbidden();
    }
  }

  /** Whether the request only asks what another one might do. */
  static boolean isPreflight(HttpRequest request) {
    return request.method().equals("OPTIONS")
        && request.headers().contains("Origin")
        && request.headers().contains("Access-Control-Request-Method");
  }

  /** The answer to a preflight: all verbs, and whatever headers the page wants to send. */
  static HttpResponse preflight(HttpRequest request) {
    return HttpResponse.empty(204)
        .withHeaders(
            Headers.of(
                "Access-Control-Allow-Methods",
                "GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS",
                "Access-Control-Allow-Headers",
                request.headers().first("Access-Control-Request-Headers").orElse("*"),
                "Access-Control-Max-Age",
                "86400"));
  }

  /** Adds what lets the page read the answer; nothing for a request that no page sent. */
  void addTo(Headers.Builder headers, HttpRequest request) {
    origin(request)
        .filter(allowed)
        .ifPresent(origin ->
            headers
                .set("Access-Control-Allow-Origin", origin)
                .set("Access-Control-Expose-Headers", "*")
                .add("Vary", "Origin"));
  }

  private static Optional<String> origin(HttpRequest request) {
    return request.headers().first("Origin");
  }

  private static boolean isLoopback(String origin) {
    try {
      String host = URI.create(origin).getHost();
      return host != null
          && (LOOPBACK_HOSTS.contains(host.toLowerCase(Locale.ROOT))
              || host.toLowerCase(Locale.ROOT).endsWith(".localhost"));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
