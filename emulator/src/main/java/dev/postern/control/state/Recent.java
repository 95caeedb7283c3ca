package dev.postern.control.state;

import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/**
 * A persistent map by id that also keeps the insertion order of the ids. The cost of a change is
 * logarithmic in the size.
 *
 * @param placed values with their places, by id
 * @param order ids by place
 * @param next the place of the next new id
 */
public record Recent<V>(PMap<String, Placed<V>> placed, PSortedMap<Long, String> order, long next) {

  /**
   * A value with its place.
   *
   * @param place increases with each new id
   */
  public record Placed<V>(long place, V value) {}

  public static <V> Recent<V> empty() {
    return new Recent<>(HashTreePMap.empty(), TreePMap.empty(), 0);
  }

  public Optional<V> get(String id) {
    return Optional.ofNullable(placed.get(id)).map(Placed::value);
  }

  /** Adds a value as the newest, or replaces the value of a present id and keeps its place. */
  public Recent<V> plus(String id, V value) {
    Placed<V> old = placed.get(id);
    if (old != null) {
      return new Recent<>(placed.plus(id, new Placed<>(old.place(), value)), order, next);
    }
    return new Recent<>(placed.plus(id, new Placed<>(next, value)), order.plus(next, id), next + 1);
  }

  public Recent<V> minus(String id) {
    Placed<V> old = placed.get(id);
    return old == null ? this : new Recent<>(placed.minus(id), order.minus(old.place()), next);
  }

  /** Lists lazily the values older than a place, newest first. */
  public Stream<Placed<V>> newestFirst(long olderThan) {
    return order.headMap(olderThan, false).descendingMap().values().stream()
        .map(id -> Optional.ofNullable(placed.get(id)).orElseThrow());
  }
}
