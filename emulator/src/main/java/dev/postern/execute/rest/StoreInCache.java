package dev.postern.execute.rest;

import dev.postern.aws.TraceHeader;
import dev.postern.aws.Unverified;
import dev.postern.execute.Exchange;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.execute.cache.CacheMiss;
import dev.postern.execute.cache.ResponseCache;
import dev.postern.http.HttpResponse;
import java.time.Duration;

/**
 * A phase that stores the response of an integration, whatever its status, if the cache had none.
 * Gateway responses do not reach this phase.
 */
public record StoreInCache(ResponseCache cache, Duration ttl) implements Phase {
  /** RFC 9110, section 15: lower statuses are interim; a gateway response replaces them. */
  private static final int MIN_FINAL_STATUS = 200;

  @Override
  public Step apply(Exchange exchange) {
    CacheMiss miss = exchange.cacheMiss();
    HttpResponse response = exchange.response();
    if (response.status() >= MIN_FINAL_STATUS) {
      cache.put(miss.key(), untraced(response), ttl);
    }
    if (miss.warned()) {
      exchange.replaceResponse(warned(response));
    }
    return Step.NEXT;
  }

  /** Returns the response with AWS's warning that the request's header was ignored. */
  static HttpResponse warned(HttpResponse response) {
    return response.withHeaders(response.headers().plus("Warning", CacheControl.WARNING));
  }

  /** Returns the response without the trace of the request that it was made for. */
  @Unverified("That a cached response has no X-Amzn-Trace-Id, as that of a MOCK, is assumed.")
  private static HttpResponse untraced(HttpResponse response) {
    return response.headers().contains(TraceHeader.NAME)
        ? response.withHeaders(response.headers().toBuilder().remove(TraceHeader.NAME).build())
        : response;
  }
}
