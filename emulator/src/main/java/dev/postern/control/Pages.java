package dev.postern.control;

import dev.postern.aws.Limits;
import dev.postern.aws.Unverified;
import dev.postern.aws.error.RestErrors;
import dev.postern.control.state.CreationOrder;
import dev.postern.control.state.CreationOrder.Placed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;

/**
 * Returns pages of ordered lists. A position is the key of the last item returned, so it stays
 * valid when items are added or deleted. The cost of a page depends only on its own size.
 */
public final class Pages {
  private final Limits limits;

  public Pages(Limits limits) {
    this.limits = limits;
  }

  /**
   * One page of a list.
   *
   * @param position where the next page starts, or null on the last page
   */
  public record Page<V>(List<V> items, @Nullable String position) {
    public Page {
      items = List.copyOf(items);
    }

    public <R> List<R> map(Function<V, R> view) {
      return items.stream().map(view).toList();
    }
  }

  /** Returns a page of a map's values in the order of the keys. */
  public <V> Page<V> of(
      PSortedMap<String, V> all,
      @Nullable Integer limit,
      @Nullable String position,
      Function<V, String> keyOf) {
    return of(after -> all.tailMap(after, false).values().stream(), limit, position, keyOf);
  }

  /** Returns a page of the values that match the filter, newest first. */
  public <V> Page<V> newestFirst(
      CreationOrder<V> all,
      @Nullable Integer limit,
      @Nullable String position,
      Predicate<V> filter) {
    Page<Placed<V>> page =
        of(
            before ->
                all.newestFirst(place(before, Long.MAX_VALUE))
                    .filter(placed -> filter.test(placed.value())),
            limit,
            position,
            placed -> String.valueOf(placed.place()));
    return new Page<>(page.map(Placed::value), page.position());
  }

  /** Returns a page of the values that match the filter, oldest first. */
  public <V> Page<V> oldestFirst(
      CreationOrder<V> all,
      @Nullable Integer limit,
      @Nullable String position,
      Predicate<V> filter) {
    Page<Placed<V>> page =
        oldestFirst(
            after -> all.oldestFirst(after).filter(placed -> filter.test(placed.value())),
            limit,
            position,
            Placed::place);
    return new Page<>(page.map(Placed::value), page.position());
  }

  /**
   * Returns a page of values, oldest first.
   *
   * @param listAfter lists the values with a place greater than the given one
   */
  @Unverified(
      "Lists whose order AWS does not document are in the order of creation; AWS's own order is "
          + "not recorded.")
  public <V> Page<V> oldestFirst(
      LongFunction<Stream<V>> listAfter,
      @Nullable Integer limit,
      @Nullable String position,
      ToLongFunction<V> placeOf) {
    return of(
        after -> listAfter.apply(place(after, -1)),
        limit,
        position,
        value -> String.valueOf(placeOf.applyAsLong(value)));
  }

  private static long place(String text, long start) {
    try {
      return text.isEmpty() ? start : Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw RestErrors.invalidPosition();
    }
  }

  /**
   * Returns a page of values.
   *
   * @param listAfter lists lazily the values whose key is greater than the given one; {@code ""} is
   *     less than all keys
   */
  public <V> Page<V> of(
      Function<String, Stream<V>> listAfter,
      @Nullable Integer limit,
      @Nullable String position,
      Function<V, String> keyOf) {
    int size = size(limit);
    List<V> found = listAfter.apply(decode(position)).limit(size + 1L).toList();
    if (found.size() <= size) {
      return new Page<>(found, null);
    }
    List<V> items = found.subList(0, size);
    return new Page<>(items, encode(keyOf.apply(items.getLast())));
  }

  private int size(@Nullable Integer limit) {
    if (limit == null || limit < 1) {
      return limits.defaultPageSize();
    }
    return Math.min(limit, limits.maxPageSize());
  }

  private static String encode(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(@Nullable String position) {
    if (position == null || position.isEmpty()) {
      return "";
    }
    try {
      return new String(Base64.getUrlDecoder().decode(position), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw RestErrors.invalidPosition();
    }
  }

  /** Returns whether a {@code nameQuery} matches the name. Case-sensitive. */
  public static boolean hasPrefix(@Nullable String name, String prefix) {
    return (name == null ? "" : name).startsWith(prefix);
  }
}
