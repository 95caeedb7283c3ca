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
 * The CORS policy of the control plane: which browser pages may call it, and the response headers
 * for them.
 *
 * <p>Requests from other origins are refused. The control plane requires no signature, so a foreign
 * page could otherwise create a function and run code on this machine.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS protocol</a>
 */
public final class Cors {
  private static final Set<String> LOOPBACK_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Predicate<String> allowed;

  private Cors(Predicate<String> allowed) {
    this.allowed = allowed;
  }

  /** Returns a policy that allows any origin, as AWS's endpoints do; those require signatures. */
  public static Cors anyOrigin() {
    return new Cors(_ -> true);
  }

  /**
   * Returns a policy that allows pages served from this machine and from these origins.
   *
   * @param origins such as {@code https://console.example.com}
   */
  public static Cors loopbackAnd(Set<String> origins) {
    Set<String> others = Set.copyOf(origins);
    return new Cors(origin -> others.contains(origin) || isLoopback(origin));
  }

  /** Returns whether pages of that origin may call. */
  public boolean allows(String origin) {
    return allowed.test(origin);
  }

  /**
   * Throws if the request is from a page that may not call.
   *
   * @throws dev.postern.aws.error.AwsException {@code ForbiddenException}
   */
  void check(HttpRequest request) {
    Optional<String> origin = origin(request);
    if (origin.isPresent() && !allows(origin.get())) {
      throw WireErrors.forbidden();
    }
  }

  /**
   * Returns whether the request may go to another service. A page of another site must not reach it
   * even with requests that need no permission, such as an image: with the query protocol such a
   * request can change things.
   *
   * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata Request Headers</a>
   */
  boolean mayReachOthers(HttpRequest request) {
    Optional<String> origin = origin(request);
    return origin.isPresent()
        ? allows(origin.get())
        : !request.headers().first("Sec-Fetch-Site").orElse("").equals("cross-site");
  }

  /** Returns whether the request is a CORS preflight. */
  static boolean isPreflight(HttpRequest request) {
    return request.method().equals("OPTIONS")
        && request.headers().contains("Origin")
        && request.headers().contains("Access-Control-Request-Method");
  }

  /** Returns the response to a preflight: it allows all verbs and all requested headers. */
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

  /**
   * Adds the headers that let the page read the response; adds none for a request without an
   * origin.
   */
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
