package dev.postern.mapping;

import dev.postern.mapping.vtl.Unprinted;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Check that only plain values and objects for scripts can be reached from a value. */
final class PlainValues {
  private static final Set<Class<?>> SCALARS =
      Set.of(
          String.class,
          Integer.class,
          Long.class,
          Double.class,
          Float.class,
          Short.class,
          Byte.class,
          BigInteger.class,
          BigDecimal.class,
          Boolean.class,
          Character.class);

  private PlainValues() {}

  /**
   * Checks everything that a value contains.
   *
   * @throws AssertionError if it contains something else
   */
  static void check(@Nullable Object root) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> open = new ArrayDeque<>();
    add(root, open);
    while (!open.isEmpty()) {
      Object value = open.pop();
      if (SCALARS.contains(value.getClass()) || !seen.add(value)) {
        continue;
      }
      switch (value) {
        case Map<?, ?> map ->
            map.forEach((key, member) -> {
              add(key, open);
              add(member, open);
            });
        case Collection<?> items -> items.forEach(item -> add(item, open));
        case Map.Entry<?, ?> entry -> {
          add(entry.getKey(), open);
          add(entry.getValue(), open);
        }
        case Unprinted
                _ -> {} // for example $input in a list: an object for scripts, which prints nothing
        default -> throw new AssertionError("not a plain value: " + value.getClass());
      }
    }
  }

  private static void add(@Nullable Object value, Deque<Object> open) {
    if (value != null) {
      open.push(value);
    }
  }
}
