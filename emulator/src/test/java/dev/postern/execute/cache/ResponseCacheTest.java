package dev.postern.execute.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResponseCacheTest {
  private static final Duration TTL = Duration.ofSeconds(10);
  private static final CacheScope PETS =
      new CacheScope("d1", "pets", List.of("method.request.querystring.q"));

  private final AtomicLong now = new AtomicLong();
  private final ResponseCaches memory = new ResponseCaches(1 << 20, now::get);
  private final ResponseCache cache = memory.create();

  @Test
  void entryIsServedUntilItExpires() {
    store(PETS, "GET", "a", "pets");

    assertThat(stored(PETS, "GET", "a")).isEqualTo("pets");
    now.set(TTL.toNanos() - 1);
    assertThat(stored(PETS, "GET", "a")).isEqualTo("pets");
    now.set(TTL.toNanos());
    assertThat(stored(PETS, "GET", "a")).isNull();
  }

  @Test
  void clockThatWasSetBackEndsAnEntry() {
    now.set(TTL.toNanos());
    store(PETS, "GET", "a", "pets");

    now.set(0);

    assertThat(stored(PETS, "GET", "a")).isNull();
  }

  @Test
  void everyDifferenceIsAnotherKey() {
    List<CacheKey> keys = new ArrayList<>();
    for (CacheScope scope :
        List.of(
            PETS,
            new CacheScope("d2", "pets", List.of("method.request.querystring.q")),
            new CacheScope("d1", "toys", List.of("method.request.querystring.q")),
            new CacheScope("d1", "pets", List.of("method.request.header.q")))) {
      for (String verb : List.of("GET", "HEAD")) {
        for (Object value :
            new Object[] {
              null,
              "",
              "a",
              "A",
              "a,b",
              "a&b",
              "[a, b]",
              "null",
              "\u0000",
              "é",
              List.of("a", "b"),
              List.of("b", "a"),
              List.of("", "a")
            }) {
          keys.add(cache.key(scope, verb, new @Nullable Object[] {value}));
          keys.add(memory.create().key(scope, verb, new @Nullable Object[] {value}));
        }
      }
    }

    Set<CacheKey> distinct = new HashSet<>(keys);
    assertThat(distinct).hasSameSizeAs(keys);
  }

  @Test
  void equalRequestsHaveEqualKeys() {
    CacheKey key = cache.key(PETS, "GET", new @Nullable Object[] {"a"});
    CacheScope same = new CacheScope("d1", "pets", List.of("method.request.querystring.q"));

    assertThat(cache.key(same, "GET", new @Nullable Object[] {"a"}))
        .isEqualTo(key)
        .hasSameHashCodeAs(key);
    assertThat(key)
        .hasToString("GET deployment d1, namespace pets, method.request.querystring.q = a");
  }

  @Test
  void flushEmptiesOneCacheOnly() {
    ResponseCache other = memory.create();
    store(PETS, "GET", "a", "pets");
    CacheKey otherKey = other.key(PETS, "GET", new @Nullable Object[] {"a"});
    other.put(otherKey, response("others"), TTL);

    cache.flush();

    assertThat(stored(PETS, "GET", "a")).isNull();
    assertThat(memory.entries().asMap()).hasSize(1);
    assertThat(other.get(otherKey)).isNotNull();
  }

  @Test
  void responseThatWasRequestedBeforeTheFlushIsNotStored() {
    CacheKey before = cache.key(PETS, "GET", new @Nullable Object[] {"a"});

    cache.flush();
    cache.put(before, response("old"), TTL);

    assertThat(stored(PETS, "GET", "a")).isNull();
    assertThat(memory.entries().asMap()).isEmpty();
  }

  @Test
  void responseThatIsTooLargeReplacesTheEntryByNone() {
    store(PETS, "GET", "a", "pets");
    CacheKey key = cache.key(PETS, "GET", new @Nullable Object[] {"a"});

    cache.put(
        key,
        new HttpResponse(200, Headers.empty(), new byte[ResponseCache.MAX_BODY_BYTES + 1]),
        TTL);

    assertThat(cache.get(key)).isNull();
  }

  @Test
  void entriesNeverNeedMoreThanTheMemory() {
    for (int i = 0; i < 1_000; i++) {
      cache.put(
          cache.key(PETS, "GET", new @Nullable Object[] {Integer.toString(i)}),
          new HttpResponse(200, Headers.of("Content-Type", "text/plain"), new byte[10_000]),
          TTL);
    }

    memory.entries().cleanUp();
    long bytes =
        memory.entries().asMap().entrySet().stream()
            .mapToLong(entry -> entry.getKey().bytes() + entry.getValue().bytes())
            .sum();
    assertThat(bytes).isPositive().isLessThanOrEqualTo(1 << 20);
  }

  @Test
  void shareOfTheHeapNeverExceedsTheSmallestCluster() {
    assertThat(ResponseCaches.share(512L << 20)).isEqualTo(64L << 20);
    assertThat(ResponseCaches.share(64L << 30)).isEqualTo(512L << 20);
  }

  private void store(CacheScope scope, String verb, String value, String body) {
    cache.put(cache.key(scope, verb, new @Nullable Object[] {value}), response(body), TTL);
  }

  private @Nullable String stored(CacheScope scope, String verb, String value) {
    HttpResponse found = cache.get(cache.key(scope, verb, new @Nullable Object[] {value}));
    return found == null ? null : found.bodyText();
  }

  private static HttpResponse response(String body) {
    return new HttpResponse(200, Headers.empty(), body.getBytes(UTF_8));
  }
}
