package dev.postern.mapping.vtl;

import java.util.ArrayList;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Methods of all collections that scripts may call. */
final class CollectionMethods {
  private CollectionMethods() {}

  static @Nullable Object call(
      Collection<@Nullable Object> items, String name, @Nullable Object[] arguments, Run run) {
    return switch (arguments.length) {
      case 0 -> call(items, name, run);
      case 1 -> call(items, name, arguments[0], run);
      default -> null;
    };
  }

  /** Returns the index of the first equal item, or -1. */
  static int indexOf(Collection<?> items, @Nullable Object wanted, Run run) {
    int index = 0;
    for (Object item : items) {
      run.charge(1);
      if (Equality.javaEquals(item, wanted, run)) {
        return index;
      }
      index++;
    }
    return -1;
  }

  private static @Nullable Object call(Collection<@Nullable Object> items, String name, Run run) {
    return switch (name) {
      case "size" -> items.size();
      case "isEmpty" -> items.isEmpty();
      case "iterator" -> items.iterator();
      case "toArray" -> {
        run.chargeElements(1L + items.size());
        yield new ArrayList<>(items);
      }
      case "clear" -> {
        run.charge(items.size());
        items.clear();
        yield null;
      }
      default -> null;
    };
  }

  private static @Nullable Object call(
      Collection<@Nullable Object> items, String name, @Nullable Object argument, Run run) {
    run.chargeElements(1);
    return switch (name) {
      case "contains" -> indexOf(items, argument, run) >= 0;
      case "add" -> items.add(Members.stored(argument, run));
      case "remove" -> {
        run.charge(items.size());
        yield items.removeIf(item -> Equality.javaEquals(item, argument, run));
      }
      default -> argument instanceof Collection<?> others ? bulk(items, name, others, run) : null;
    };
  }

  private static @Nullable Object bulk(
      Collection<@Nullable Object> items, String name, Collection<?> others, Run run) {
    run.chargeElements(1L + others.size());
    run.charge(items.size());
    return switch (name) {
      case "addAll" -> items.addAll(new ArrayList<>(others));
      case "containsAll" -> others.stream().allMatch(other -> indexOf(items, other, run) >= 0);
      case "removeAll" -> items.removeIf(item -> indexOf(others, item, run) >= 0);
      case "retainAll" -> items.removeIf(item -> indexOf(others, item, run) < 0);
      default -> null;
    };
  }
}
