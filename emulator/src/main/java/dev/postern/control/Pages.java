package dev.postern.control;

import dev.postern.aws.Limits;
import dev.postern.aws.error.RestErrors;
import dev.postern.control.state.Recent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;

/**
 * Cuts pages out of ordered lists. A position is the key of the last item shown, so it stays good
 * when items come and go, and a page costs its own size only.
 */
public final class Pages {
  private final Limits limits;

  public Pages(Limits limits) {
    this.limits = limits;
  }

  /**
   * One page.
   *
   * @param position where the next page starts, or null after the last item
   */
  public record Page<V>(List<V> items, @Nullable String position) {
    public Page {
      items = List.copyOf(items);
    }

    public <R> List<R> map(Function<V, R> shown) {
      return items.stream().map(shown).toList();
    }
  }

  /** A page of a map's values in the order of its keys. */
  public <V> Page<V> of(
      PSortedMap<String, V> all,
      @Nullable Integer limit,
      @Nullable String position,
      Function<V, String> keyOf) {
    return of(after -> all.tailMap(after, false).values().stream(), limit, position, keyOf);
  }

  /** A page of values, the newest first. */
  public <V> Page<V> newestFirst(
      Recent<V> all, @Nullable Integer limit, @Nullable String position, Predicate<V> shown) {
    Page<Recent.Placed<V>> page =
        of(
            before -> all.newestFirst(place(before)).filter(placed -> shown.test(placed.value())),
            limit,
            position,
            placed -> String.valueOf(placed.place()));
    return new Page<>(page.map(Recent.Placed::value), page.position());
  }

  private static long place(String text) {
    try {
      return text.isEmpty() ? Long.MAX_VALUE : Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw RestErrors.invalidPosition();
    }
  }

  /**
   * A page of values.
   *
   * @param listAfter lists lazily from the first key greater than the given one; {@code ""} is
   *     before all keys
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
      return limits.pageSizeDefault();
    }
    return Math.min(limit, limits.pageSizeMost());
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

  /** Returns whether a {@code nameQuery} finds the name; upper and lower case differ. */
  public static boolean hasPrefix(@Nullable String name, String prefix) {
    return (name == null ? "" : name).startsWith(prefix);
  }
}
