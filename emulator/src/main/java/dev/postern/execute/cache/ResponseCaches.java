package dev.postern.execute.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The memory that the response caches of all stages share. When it is full, entries that are rarely
 * used make room. Safe from any thread.
 */
public final class ResponseCaches {
  /** The longest time to live that a method may have. */
  private static final Duration MAX_TTL = Duration.ofHours(1);

  /** A cache of AWS's smallest cluster holds 0.5 GB. */
  private static final long SMALLEST_CLUSTER_BYTES = 512L << 20;

  /** The part of the heap that cached responses may fill. */
  private static final int HEAP_SHARE = 8;

  private final LongSupplier nanoTime;
  private final Cache<CacheKey, CachedResponse> entries;
  private final AtomicLong contents = new AtomicLong();

  /**
   * Creates an empty memory.
   *
   * @param maxBytes maximum size of all entries
   * @param nanoTime clock that entries expire by, in nanoseconds
   */
  public ResponseCaches(long maxBytes, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.entries =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((CacheKey key, CachedResponse entry) -> key.bytes() + entry.bytes())
            .expireAfterWrite(MAX_TTL)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /**
   * Returns the size that caches may have together in a JVM: an eighth of its heap, and no more
   * than the smallest cluster, so that no cache exceeds the size of its own cluster.
   */
  public static long share(long heapBytes) {
    return Math.min(heapBytes / HEAP_SHARE, SMALLEST_CLUSTER_BYTES);
  }

  /** Returns a new, empty cache in this memory. */
  public ResponseCache create() {
    return new ResponseCache(this);
  }

  Cache<CacheKey, CachedResponse> entries() {
    return entries;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  /** Returns a number that no other contents of a cache have. */
  long newContents() {
    return contents.getAndIncrement();
  }

  /** Removes the entries of a cache's former contents. */
  void remove(long former) {
    entries.asMap().keySet().removeIf(key -> key.isOf(former));
  }
}
