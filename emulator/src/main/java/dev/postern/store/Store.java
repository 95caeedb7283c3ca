package dev.postern.store;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates by key: whole immutable values, read without waiting and swapped atomically. Safe from
 * any thread.
 *
 * @param <K> the key; its natural order is the order of {@link #list}
 * @param <V> the aggregate
 */
public interface Store<K extends Comparable<? super K>, V> {
  /** The present value. */
  Optional<V> get(K key);

  /**
   * Values in the order of their keys, from the first key greater than {@code after} on. Lazy:
   * costs what is read of it, whatever the store holds.
   */
  Stream<V> list(K after);

  /**
   * Replaces the value of a key. Calls for one key run one after the other, and {@code change} runs
   * exactly once; when it throws, the old value stays. It must not change this store itself.
   *
   * @param change makes the new value from the present one, which is null when there is none
   * @return the new value
   */
  V update(K key, Function<@Nullable V, V> change);

  /**
   * Removes a key. Does nothing when there is none.
   *
   * @param last takes the present value while no update of the key can run; when it throws, the
   *     value stays
   */
  void delete(K key, Consumer<V> last);

  /** Forgets everything. A change that runs meanwhile may survive. */
  void clear();
}
