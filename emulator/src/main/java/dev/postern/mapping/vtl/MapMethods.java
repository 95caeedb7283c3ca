package dev.postern.mapping.vtl;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Methods of maps that scripts may call. */
final class MapMethods {
  private MapMethods() {}

  static @Nullable Object call(
      Map<@Nullable Object, @Nullable Object> map,
      String name,
      @Nullable Object[] arguments,
      Run run) {
    return switch (arguments.length) {
      case 0 -> call(map, name);
      case 1 -> call(map, name, arguments[0], run);
      case 2 -> call(map, name, key(arguments[0], run), Members.stored(arguments[1], run), run);
      default -> null;
    };
  }

  /**
   * Checks and returns the key of a map. Refuses collections, because their hashing is unlimited
   * work.
   */
  static @Nullable Object key(@Nullable Object key, Run run) {
    if (key instanceof String text) {
      run.chargeScan(text);
      return key;
    }
    if (key != null && !Equality.isScalar(key)) {
      throw new VtlException("the key of a map must be a string, a number or a boolean");
    }
    return key;
  }

  private static @Nullable Object call(Map<?, ?> map, String name) {
    return switch (name) {
      case "size" -> map.size();
      case "isEmpty" -> map.isEmpty();
      case "keySet" -> map.keySet();
      case "values" -> map.values();
      case "entrySet" -> map.entrySet();
      case "clear" -> {
        map.clear();
        yield null;
      }
      default -> null;
    };
  }

  private static @Nullable Object call(
      Map<@Nullable Object, @Nullable Object> map,
      String name,
      @Nullable Object argument,
      Run run) {
    return switch (name) {
      case "get" -> map.get(key(argument, run));
      case "containsKey" -> map.containsKey(key(argument, run));
      case "containsValue" -> contains(map.values(), argument, run);
      case "remove" -> map.remove(key(argument, run));
      case "putAll" -> {
        if (argument instanceof Map<?, ?> other) {
          run.chargeElements(other.size());
          map.putAll(other);
        }
        yield null;
      }
      default -> null;
    };
  }

  private static @Nullable Object call(
      Map<@Nullable Object, @Nullable Object> map,
      String name,
      @Nullable Object key,
      @Nullable Object value,
      Run run) {
    run.chargeElements(1);
    return switch (name) {
      case "put" -> map.put(key, value);
      case "putIfAbsent" -> map.putIfAbsent(key, value);
      case "getOrDefault" -> map.containsKey(key) ? map.get(key) : value;
      case "replace" -> map.containsKey(key) ? map.put(key, value) : null;
      default -> null;
    };
  }

  private static boolean contains(Collection<?> values, @Nullable Object value, Run run) {
    return CollectionMethods.indexOf(values, value, run) >= 0;
  }
}
