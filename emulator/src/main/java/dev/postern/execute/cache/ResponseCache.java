package dev.postern.execute.cache;

import dev.postern.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The response cache of a stage, or of its canary. A response that was requested before the cache
 * was flushed is not stored afterwards. Safe from any thread.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html">
 *     Cache settings for REST APIs in API Gateway</a>
 */
public final class ResponseCache {
  /** AWS's maximum size of the body of a response that is cached. */
  public static final int MAX_BODY_BYTES = 1_048_576;

  private final ResponseCaches memory;

  /** Identifies the present entries; a flush changes it. */
  private final AtomicLong contents;

  ResponseCache(ResponseCaches memory) {
    this.memory = memory;
    this.contents = new AtomicLong(memory.newContents());
  }

  /**
   * Returns the key of a request.
   *
   * @param verb HTTP method of the request
   * @param values values of the scope's parameters; not copied
   */
  public CacheKey key(CacheScope scope, String verb, @Nullable Object[] values) {
    return new CacheKey(contents.get(), scope, verb, values);
  }

  /** Returns the response that is stored under a key, or null if there is none. */
  public @Nullable HttpResponse get(CacheKey key) {
    CachedResponse entry = memory.entries().getIfPresent(key);
    return entry == null || !entry.isFresh(memory.now()) ? null : entry.response();
  }

  /**
   * Stores a response in place of the present one. If it cannot be stored, the present one is
   * removed: it is no longer what the integration responds.
   */
  public void put(CacheKey key, HttpResponse response, Duration ttl) {
    if (!key.isOf(contents.get())) {
      return;
    }
    if (response.stream() != null || response.body().length > MAX_BODY_BYTES) {
      memory.entries().invalidate(key);
      return;
    }
    memory.entries().put(key, new CachedResponse(response, memory.now(), ttl.toNanos()));
    if (!key.isOf(contents.get())) {
      // The cache was flushed meanwhile, and nobody will ask for the entry again.
      memory.entries().invalidate(key);
    }
  }

  /** Removes all entries. */
  public void flush() {
    memory.remove(contents.getAndSet(memory.newContents()));
  }
}
