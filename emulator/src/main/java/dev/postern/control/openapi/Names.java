package dev.postern.control.openapi;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names that a file can use as keys: API Gateway knows things by their ids. */
final class Names {
  private final Map<String, String> byId = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  void add(String id, @Nullable String name) {
    String wanted = name == null || name.isEmpty() ? id : name;
    String unique = taken.add(wanted) ? wanted : wanted + "-" + id;
    taken.add(unique);
    byId.put(id, unique);
  }

  /** The name for an id; the id itself if it was never added. */
  String of(String id) {
    return byId.getOrDefault(id, id);
  }
}
