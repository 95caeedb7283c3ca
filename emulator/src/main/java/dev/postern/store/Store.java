package dev.postern.store;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates by key: whole immutable values, read without waiting and replaced atomically. Safe
 * from any thread.
 *
 * @param <K> the key; its natural order is the order of {@link #list}
 * @param <V> the aggregate
 */
public interface Store<K extends Comparable<? super K>, V> {
  /** Returns the current value. */
  Optional<V> get(K key);

  /**
   * Returns values in the order of their keys, starting with the first key greater than {@code
   * after}. Lazy: the cost depends on the number of values read, not on the size of the store.
   */
  Stream<V> list(K after);

  /**
   * Replaces the value of a key. Calls for one key run one after the other, and {@code change} runs
   * exactly once; if it throws, the old value stays. It must not change this store itself.
   *
   * @param change makes the new value from the current one, which is null if there is none
   * @return the new value
   */
  V update(K key, Function<@Nullable V, V> change);

  /**
   * Removes a key. Does nothing if there is none.
   *
   * @param last takes the current value while no update of the key can run; if it throws, the value
   *     stays
   */
  void delete(K key, Consumer<V> last);

  /** Removes everything. A concurrent change may survive. */
  void clear();
}
