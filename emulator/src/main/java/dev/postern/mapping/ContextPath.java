package dev.postern.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Path to one value in the context tree, such as {@code identity.sourceIp} or {@code
 * authorizer.claims['custom:role']}. Immutable.
 */
record ContextPath(List<String> names) {
  private static final Pattern NAME =
      Pattern.compile("\\.([^.\\['\"\\]\\s]+)|\\['([^']+)']|\\[\"([^\"]+)\"]");

  ContextPath {
    names = List.copyOf(names);
  }

  /**
   * Parses the part after {@code context}.
   *
   * @param accessors starts with a dot or a bracket
   * @throws IllegalArgumentException if it does not have that form
   */
  static ContextPath parse(String accessors) {
    List<String> names = new ArrayList<>();
    Matcher matcher = NAME.matcher(accessors);
    int end = 0;
    while (end < accessors.length()) {
      if (!matcher.find(end) || matcher.start() != end) {
        throw new IllegalArgumentException("not a context variable: context" + accessors);
      }
      for (int group = 1; group <= 3; group++) {
        if (matcher.group(group) != null) {
          names.add(matcher.group(group));
        }
      }
      end = matcher.end();
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException("not a context variable: context" + accessors);
    }
    return new ContextPath(names);
  }

  /** Returns the value as text, or null if it is absent or a map. */
  @Nullable String find(Map<String, Object> context) {
    Object value = context;
    for (int i = 0; i < names.size(); i++) {
      if (!(value instanceof Map<?, ?> map)) {
        return null;
      }
      value = map.get(names.get(i));
    }
    return switch (value) {
      case String text -> text;
      case Number number -> number.toString();
      case Boolean truth -> truth.toString();
      case null, default -> null;
    };
  }
}
