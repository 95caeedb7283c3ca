package dev.postern.mapping.vtl;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code ==} of templates. Numbers are equal by value, independent of their types. Null equals the
 * empty string. Collections are equal by content. Values of other, different types are equal by
 * their texts.
 */
final class Equality {
  private Equality() {}

  static boolean equal(@Nullable Object a, @Nullable Object b, Run run) {
    run.chargeStep();
    if (a == null || b == null) {
      return isNullOrEmpty(a) && isNullOrEmpty(b);
    }
    if (a instanceof Number first && b instanceof Number second) {
      return Arithmetic.compare(first, second) == 0;
    }
    if (a instanceof Map<?, ?> first && b instanceof Map<?, ?> second) {
      return equalMaps(first, second, run);
    }
    if (a instanceof Collection<?> first && b instanceof Collection<?> second) {
      return equalCollections(first, second, run);
    }
    return sameText(Printer.text(a, run), Printer.text(b, run), run);
  }

  /** Returns whether the values are equal as by Java's {@code equals}, with limited work. */
  static boolean javaEquals(@Nullable Object a, @Nullable Object b, Run run) {
    if (a == null || b == null) {
      return a == null && b == null;
    }
    boolean collections =
        (a instanceof Map && b instanceof Map)
            || (a instanceof Collection && b instanceof Collection);
    if (collections) {
      return equal(a, b, run);
    }
    return (a instanceof String first && b instanceof String second)
        ? sameText(first, second, run)
        : isScalar(a) && a.equals(b);
  }

  static boolean isScalar(Object value) {
    return value instanceof String
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Character;
  }

  private static boolean sameText(String a, String b, Run run) {
    if (a.length() != b.length()) {
      return false;
    }
    run.chargeScan(a);
    return a.equals(b);
  }

  private static boolean isNullOrEmpty(@Nullable Object value) {
    return value == null || value.equals("");
  }

  private static boolean equalMaps(Map<?, ?> a, Map<?, ?> b, Run run) {
    if (a.size() != b.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : a.entrySet()) {
      Object key = MapMethods.key(entry.getKey(), run);
      if (!b.containsKey(key) || !equal(entry.getValue(), b.get(key), run)) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalCollections(Collection<?> a, Collection<?> b, Run run) {
    if (a.size() != b.size()) {
      return false;
    }
    Iterator<?> others = b.iterator();
    for (Object item : a) {
      if (!equal(item, others.next(), run)) {
        return false;
      }
    }
    return true;
  }
}
