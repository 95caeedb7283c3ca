package dev.postern.store;

import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps aggregates in memory until the process ends.
 *
 * <p>Reads take no lock. Writers of one key use one of a fixed set of locks, so that writers of two
 * keys may wait for each other; readers never wait.
 */
public final class MemoryStore<K extends Comparable<? super K>, V> implements Store<K, V> {
  private static final int LOCKS = 256;

  private final ConcurrentNavigableMap<K, V> values = new ConcurrentSkipListMap<>();
  private final ReentrantLock[] locks =
      IntStream.range(0, LOCKS).mapToObj(_ -> new ReentrantLock()).toArray(ReentrantLock[]::new);

  @Override
  public Optional<V> get(K key) {
    return Optional.ofNullable(values.get(key));
  }

  @Override
  public Stream<V> list(K after) {
    return values.tailMap(after, false).values().stream();
  }

  @Override
  public V update(K key, Function<@Nullable V, V> change) {
    ReentrantLock lock = lockOf(key);
    lock.lock();
    try {
      V next = change.apply(values.get(key));
      values.put(key, next);
      return next;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void delete(K key, Consumer<V> last) {
    ReentrantLock lock = lockOf(key);
    lock.lock();
    try {
      V present = values.get(key);
      if (present == null) {
        return;
      }
      last.accept(present);
      values.remove(key);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void clear() {
    values.clear();
  }

  private ReentrantLock lockOf(K key) {
    return locks[Math.floorMod(key.hashCode(), LOCKS)];
  }
}
