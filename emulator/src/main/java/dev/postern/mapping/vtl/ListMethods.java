package dev.postern.mapping.vtl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Methods of lists that scripts may call. */
final class ListMethods {
  private ListMethods() {}

  static @Nullable Object call(
      List<@Nullable Object> list, String name, @Nullable Object[] arguments, Run run) {
    if (arguments.length == 1) {
      return call(list, name, arguments, arguments[0], run);
    }
    if (arguments.length == 2 && arguments[0] instanceof Integer index) {
      return call(list, name, index, Members.stored(arguments[1], run), run);
    }
    return CollectionMethods.call(list, name, arguments, run);
  }

  private static @Nullable Object call(
      List<@Nullable Object> list,
      String name,
      @Nullable Object[] arguments,
      @Nullable Object argument,
      Run run) {
    if (argument instanceof Integer index) {
      switch (name) {
        case "get" -> {
          return list.get(index);
        }
        case "remove" -> {
          run.charge(list.size());
          return list.remove(index.intValue());
        }
        default -> {}
      }
    }
    return switch (name) {
      case "get" -> null;
      case "indexOf" -> CollectionMethods.indexOf(list, argument, run);
      case "lastIndexOf" -> lastIndexOf(list, argument, run);
      case "remove" -> {
        run.charge(list.size());
        int index = CollectionMethods.indexOf(list, argument, run);
        if (index >= 0) {
          list.remove(index);
        }
        yield index >= 0;
      }
      default -> CollectionMethods.call(list, name, arguments, run);
    };
  }

  private static @Nullable Object call(
      List<@Nullable Object> list, String name, int index, @Nullable Object second, Run run) {
    switch (name) {
      case "set" -> {
        return list.set(index, second);
      }
      case "add" -> {
        run.charge(list.size());
        list.add(index, second);
      }
      case "addAll" -> {
        if (second instanceof Collection<?> others) {
          run.charge(list.size());
          run.chargeElements(1L + others.size());
          return list.addAll(index, new ArrayList<>(others));
        }
      }
      case "subList" -> {
        return second instanceof Integer to ? SubList.of(list, index, to) : null;
      }
      default -> {}
    }
    return null;
  }

  private static int lastIndexOf(List<?> list, @Nullable Object wanted, Run run) {
    int last = CollectionMethods.indexOf(list.reversed(), wanted, run);
    return last < 0 ? -1 : list.size() - 1 - last;
  }
}
