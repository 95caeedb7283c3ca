package dev.postern.execute.cache;

import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;

/**
 * An entry of the cache.
 *
 * @param response as mapped from the integration's, not compressed
 * @param storedNanos when it was stored, by the cache's clock
 * @param ttlNanos how long it is served
 */
record CachedResponse(HttpResponse response, long storedNanos, long ttlNanos) {
  /**
   * Returns whether the entry may be served. A clock that was set back ends an entry: otherwise it
   * would be served for longer than its time to live.
   */
  boolean isFresh(long nowNanos) {
    long age = nowNanos - storedNanos;
    return age >= 0 && age < ttlNanos;
  }

  /** Returns the approximate size in bytes. */
  int bytes() {
    Headers headers = response.headers();
    int bytes = response.body().length;
    for (int i = 0; i < headers.size(); i++) {
      bytes += headers.name(i).length() + headers.value(i).length() + 64;
    }
    return bytes;
  }
}
