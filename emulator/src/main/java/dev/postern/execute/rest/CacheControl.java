package dev.postern.execute.rest;

import dev.postern.aws.Unverified;
import dev.postern.aws.error.AccessErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.execute.Exchange;
import dev.postern.http.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a method for requests that invalidate its cache entry by {@code Cache-Control:
 * max-age=0}.
 *
 * @param permission decides who may invalidate entries; null if everybody may
 * @param otherwise how a request of a client without the permission is answered
 */
public record CacheControl(@Nullable InvalidationPermission permission, Unauthorized otherwise) {
  /** The value of the header {@code Warning}. */
  static final String WARNING =
      "199 Cache-control headers were ignored because the caller was unauthorized.";

  private static final String INVALIDATE = "max-age=0";

  /** The answers to clients that ask to invalidate an entry without the permission. */
  public enum Unauthorized {
    /** The request is refused. */
    FAIL,
    /** The header is ignored, and the response says so. */
    WARN,
    /** The header is ignored. */
    IGNORE
  }

  /** The responses that a request can ask the cache for. */
  enum Wish {
    /** A cached response. */
    CACHED,
    /** A cached response, with a warning that the request's header is ignored. */
    CACHED_WITH_WARNING,
    /** A new response that replaces the cached one. */
    NEW
  }

  /**
   * Returns what the request gets.
   *
   * @throws GatewayException if the client may not invalidate entries and such requests are refused
   */
  Wish wish(Exchange exchange) {
    if (!invalidates(exchange.request().headers())) {
      return Wish.CACHED;
    }
    if (permission == null || permission.isGiven(exchange)) {
      exchange.chosen(() -> "cache: the client invalidates the entry");
      return Wish.NEW;
    }
    exchange.chosen(() -> "cache: the client may not invalidate the entry");
    return switch (otherwise) {
      case FAIL ->
          throw AccessErrors.cacheInvalidationDenied(
              caller(exchange), InvokeRequests.methodArn(exchange));
      case WARN -> Wish.CACHED_WITH_WARNING;
      case IGNORE -> Wish.CACHED;
    };
  }

  private static String caller(Exchange exchange) {
    String arn = exchange.identity().userArn();
    return arn == null ? "anonymous" : arn;
  }

  @Unverified(
      "That max-age=0 counts as an element of a list, ignoring case, and that no-cache has no"
          + " effect is assumed.")
  private static boolean invalidates(Headers headers) {
    for (int i = 0; i < headers.size(); i++) {
      if (headers.name(i).equalsIgnoreCase("Cache-Control") && listed(headers.value(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean listed(String value) {
    int start = 0;
    while (start <= value.length()) {
      int comma = value.indexOf(',', start);
      int end = comma < 0 ? value.length() : comma;
      if (value.substring(start, end).strip().equalsIgnoreCase(INVALIDATE)) {
        return true;
      }
      start = end + 1;
    }
    return false;
  }
}
