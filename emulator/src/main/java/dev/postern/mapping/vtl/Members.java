package dev.postern.mapping.vtl;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a script can reach from a value. Members that are not listed here, or in the
 * classes that this one calls, do not exist for scripts. Classes, fields, threads and files are
 * unreachable because a script cannot name them, not because they are forbidden.
 */
final class Members {
  private Members() {}

  static @Nullable Object property(Object target, String name) {
    return switch (target) {
      case Map<?, ?> map -> map.get(name);
      case Scriptable object -> object.property(name);
      case String text -> name.equals("empty") ? text.isEmpty() : null;
      case Collection<?> items -> name.equals("empty") ? items.isEmpty() : null;
      case Map.Entry<?, ?> entry ->
          switch (name) {
            case "key" -> entry.getKey();
            case "value" -> entry.getValue();
            default -> null;
          };
      default -> null;
    };
  }

  static @Nullable Object call(Object target, String name, @Nullable Object[] arguments, Run run) {
    if (name.equals("toString") && arguments.length == 0) {
      return Printer.text(target, run);
    }
    if (name.equals("equals") && arguments.length == 1) {
      return Equality.javaEquals(target, arguments[0], run);
    }
    return switch (target) {
      case String text -> StringMethods.call(text, name, arguments, run);
      case Map<?, ?> map -> MapMethods.call(unchecked(map), name, arguments, run);
      case List<?> list -> ListMethods.call(unchecked(list), name, arguments, run);
      case Collection<?> items -> CollectionMethods.call(unchecked(items), name, arguments, run);
      case Scriptable object -> object.call(name, new Arguments(arguments, run));
      case Number number -> NumberMethods.call(number, name, arguments, run);
      case Boolean truth -> NumberMethods.call(truth, name, arguments, run);
      case Character character -> NumberMethods.call(character, name, arguments);
      case Map.Entry<?, ?> entry ->
          switch (name) {
            case "getKey" -> entry.getKey();
            case "getValue" -> entry.getValue();
            default -> null;
          };
      case Iterator<?> iterator ->
          switch (name) {
            case "hasNext" -> iterator.hasNext();
            case "next" -> iterator.next();
            default -> null;
          };
      default -> null;
    };
  }

  static @Nullable Object at(Object target, @Nullable Object key, Run run) {
    if (target instanceof List<?> list && key instanceof Integer index) {
      return list.get(fromEnd(index, list));
    }
    return target instanceof Map<?, ?> map ? map.get(MapMethods.key(key, run)) : null;
  }

  static void setAt(Object target, @Nullable Object key, @Nullable Object value, Run run) {
    if (target instanceof List<?> list && key instanceof Integer index) {
      unchecked(list).set(fromEnd(index, list), stored(value, run));
      return;
    }
    put(target, key, value, run);
  }

  /** Sets an entry if the target is a map. */
  static void put(Object target, @Nullable Object key, @Nullable Object value, Run run) {
    if (target instanceof Map<?, ?> map) {
      run.chargeElements(1);
      unchecked(map).put(MapMethods.key(key, run), stored(value, run));
    }
  }

  static @Nullable Iterator<?> iterator(@Nullable Object items) {
    return switch (items) {
      case null -> null;
      case Collection<?> collection -> collection.iterator();
      case Map<?, ?> map -> map.values().iterator();
      case Iterator<?> iterator -> iterator;
      default -> null;
    };
  }

  /** Returns a value to store in a collection: the text of a block, otherwise the value itself. */
  static @Nullable Object stored(@Nullable Object value, Run run) {
    return value instanceof Block ? Printer.text(value, run) : value;
  }

  private static int fromEnd(int index, List<?> list) {
    return index < 0 ? list.size() + index : index;
  }

  // Collections in scripts are created by scripts and by the JSON reader. They accept any value;
  // one that does not throws an exception.

  @SuppressWarnings("unchecked")
  private static Map<@Nullable Object, @Nullable Object> unchecked(Map<?, ?> map) {
    return (Map<@Nullable Object, @Nullable Object>) map;
  }

  @SuppressWarnings("unchecked")
  private static List<@Nullable Object> unchecked(List<?> list) {
    return (List<@Nullable Object>) list;
  }

  @SuppressWarnings("unchecked")
  private static Collection<@Nullable Object> unchecked(Collection<?> items) {
    return (Collection<@Nullable Object>) items;
  }
}
