package dev.postern.control.state;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/**
 * A persistent map by id, in the order in which the ids were added. Iterates from the oldest to the
 * newest. The cost of a change is logarithmic in the size.
 */
public final class CreationOrder<V> extends AbstractMap<String, V> {
  private final PMap<String, Placed<V>> placed;
  private final PSortedMap<Long, String> order;
  private final long next;

  /**
   * Creates a map.
   *
   * @param placed values with their places, by id
   * @param order ids by place
   * @param next the place of the next new id
   */
  private CreationOrder(PMap<String, Placed<V>> placed, PSortedMap<Long, String> order, long next) {
    this.placed = placed;
    this.order = order;
    this.next = next;
  }

  /**
   * A value with its place.
   *
   * @param place from 0 on, greater than the places of all older ids
   */
  public record Placed<V>(long place, V value) {}

  public static <V> CreationOrder<V> empty() {
    return new CreationOrder<>(HashTreePMap.empty(), TreePMap.empty(), 0);
  }

  @Override
  public @Nullable V get(@Nullable Object id) {
    Placed<V> found = placed.get(id);
    return found == null ? null : found.value();
  }

  /** Returns the value of an id, or empty if there is none. */
  public Optional<V> find(String id) {
    return Optional.ofNullable(get(id));
  }

  @Override
  public boolean containsKey(@Nullable Object id) {
    return placed.containsKey(id);
  }

  @Override
  public int size() {
    return placed.size();
  }

  /** Adds a value as the newest, or replaces the value of a present id and keeps its place. */
  public CreationOrder<V> plus(String id, V value) {
    Placed<V> old = placed.get(id);
    if (old != null) {
      return new CreationOrder<>(placed.plus(id, new Placed<>(old.place(), value)), order, next);
    }
    return new CreationOrder<>(
        placed.plus(id, new Placed<>(next, value)), order.plus(next, id), next + 1);
  }

  public CreationOrder<V> minus(String id) {
    Placed<V> old = placed.get(id);
    return old == null
        ? this
        : new CreationOrder<>(placed.minus(id), order.minus(old.place()), next);
  }

  /** Lists lazily the values with a greater place, oldest first. */
  public Stream<Placed<V>> oldestFirst(long after) {
    return order.tailMap(after, false).values().stream().map(this::at);
  }

  /** Lists lazily the values with a smaller place, newest first. */
  public Stream<Placed<V>> newestFirst(long before) {
    return order.headMap(before, false).descendingMap().values().stream().map(this::at);
  }

  private Placed<V> at(String id) {
    return Objects.requireNonNull(placed.get(id));
  }

  @Override
  public Set<Map.Entry<String, V>> entrySet() {
    return new Entries();
  }

  private final class Entries extends AbstractSet<Map.Entry<String, V>> {
    @Override
    public Iterator<Map.Entry<String, V>> iterator() {
      Iterator<String> inOrder = order.values().iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return inOrder.hasNext();
        }

        @Override
        public Map.Entry<String, V> next() {
          String id = inOrder.next();
          return Map.entry(id, at(id).value());
        }
      };
    }

    @Override
    public int size() {
      return placed.size();
    }
  }
}
