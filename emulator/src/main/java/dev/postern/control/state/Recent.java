package dev.postern.control.state;

import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/**
 * A persistent map by id that also knows the order in which ids came. A change costs the logarithm
 * of its size.
 *
 * @param placed values by id, each with its place
 * @param order ids by place
 * @param next the place of the next id
 */
public record Recent<V>(PMap<String, Placed<V>> placed, PSortedMap<Long, String> order, long next) {

  /**
   * A value with its place.
   *
   * @param place grows from each new id to the next
   */
  public record Placed<V>(long place, V value) {}

  public static <V> Recent<V> empty() {
    return new Recent<>(HashTreePMap.empty(), TreePMap.empty(), 0);
  }

  public Optional<V> get(String id) {
    return Optional.ofNullable(placed.get(id)).map(Placed::value);
  }

  /** Adds a value as the newest; one whose id is there is replaced where it stands. */
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

  /** Values older than a place, the newest first; lazy. */
  public Stream<Placed<V>> newestFirst(long olderThan) {
    return order.headMap(olderThan, false).descendingMap().values().stream()
        .map(id -> Optional.ofNullable(placed.get(id)).orElseThrow());
  }
}
