package dev.postern.mapping.vtl;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Cache of values created from texts of one template, such as its literals. It keeps nothing more
 * when it is full, and no values of long texts, because those come from bodies. Thread-safe;
 * reading takes no lock.
 */
public final class BoundedCache<V> {
  private static final int MAX_ENTRIES = 128;
  private static final int MAX_KEY_LENGTH = 1_000;

  private final ConcurrentHashMap<String, V> values = new ConcurrentHashMap<>();
  private final Function<String, V> maker;

  /**
   * Creates an empty cache.
   *
   * @param maker creates the value of a text; {@link #get} throws what it throws
   */
  public BoundedCache(Function<String, V> maker) {
    this.maker = maker;
  }

  public V get(String text) {
    V known = values.get(text);
    if (known != null) {
      return known;
    }
    V made = maker.apply(text);
    if (text.length() <= MAX_KEY_LENGTH && values.size() < MAX_ENTRIES) {
      values.put(text, made);
    }
    return made;
  }
}
