package dev.postern.control.openapi;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Assigns unique names to ids, for use as keys in a file. */
final class Names {
  private final Map<String, String> byId = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  void add(String id, @Nullable String name) {
    String preferred = name == null || name.isEmpty() ? id : name;
    String unique = taken.add(preferred) ? preferred : preferred + "-" + id;
    taken.add(unique);
    byId.put(id, unique);
  }

  /** Returns the name of an id, or the id if it was not added. */
  String of(String id) {
    return byId.getOrDefault(id, id);
  }
}
