package dev.postern.execute.rest;

import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.execute.cache.CacheKey;
import dev.postern.execute.cache.CacheMiss;
import dev.postern.execute.cache.CacheScope;
import dev.postern.execute.cache.ResponseCache;
import dev.postern.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A phase that answers a request from the response cache. Requests for the same response that
 * arrive before it is stored all call the integration.
 *
 * @param parameters parameters whose values are part of the key, as the scope names them
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html">
 *     Cache settings for REST APIs in API Gateway</a>
 */
public record ReadCache(
    ResponseCache cache, CacheScope scope, List<CacheKeyParameter> parameters, CacheControl control)
    implements Phase {
  public ReadCache {
    parameters = List.copyOf(parameters);
  }

  @Override
  public Step apply(Exchange exchange) {
    CacheControl.Wish wish = control.wish(exchange);
    CacheKey key = cache.key(scope, exchange.request().method(), values(exchange));
    boolean warned = wish == CacheControl.Wish.CACHED_WITH_WARNING;
    HttpResponse known = wish == CacheControl.Wish.NEW ? null : cache.get(key);
    Observer observer = exchange.observer();
    if (observer != null) {
      observer.cached(known != null, exchange);
      observer.chosen(() -> (known == null ? "cache: miss, " : "cache: hit, ") + key);
    }
    if (known == null) {
      exchange.cacheMiss(new CacheMiss(key, warned));
      return Step.NEXT;
    }
    exchange.response(warned ? StoreInCache.warned(known) : known);
    return Step.ANSWERED;
  }

  private @Nullable Object[] values(Exchange exchange) {
    int count = parameters.size();
    if (count == 0) {
      return CacheKey.NO_VALUES;
    }
    @Nullable Object[] values = new Object[count];
    for (int i = 0; i < count; i++) {
      values[i] = parameters.get(i).value(exchange);
    }
    return values;
  }
}
