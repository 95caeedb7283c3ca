package dev.postern.mapping.vtl;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Keeps what is made from the texts of one template: its literals at least, and nothing more once
 * it is full, nor of long texts: those come from bodies. Safe from any thread; reading takes no
 * lock.
 */
public final class BoundedCache<V> {
  private static final int MOST = 128;
  private static final int LONGEST = 1_000;

  private final ConcurrentHashMap<String, V> values = new ConcurrentHashMap<>();
  private final Function<String, V> maker;

  /**
   * An empty cache.
   *
   * @param maker makes the value of a text; what it throws goes to the caller of {@link #get}
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
    if (text.length() <= LONGEST && values.size() < MOST) {
      values.put(text, made);
    }
    return made;
  }
}
