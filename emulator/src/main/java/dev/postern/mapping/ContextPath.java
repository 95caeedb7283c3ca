package dev.postern.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The way to one value in the context tree: {@code identity.sourceIp}, {@code
 * authorizer.claims['custom:role']}. Immutable.
 */
record ContextPath(List<String> names) {
  private static final Pattern NAME =
      Pattern.compile("\\.([^.\\['\"\\]\\s]+)|\\['([^']+)']|\\[\"([^\"]+)\"]");

  ContextPath {
    names = List.copyOf(names);
  }

  /**
   * Parses what follows {@code context}.
   *
   * @param accessors starts with a dot or a bracket
   * @throws IllegalArgumentException when it has not that form
   */
  static ContextPath parse(String accessors) {
    List<String> names = new ArrayList<>();
    Matcher matcher = NAME.matcher(accessors);
    int end = 0;
    while (end < accessors.length()) {
      if (!matcher.find(end) || matcher.start() != end) {
        throw new IllegalArgumentException("no context variable: context" + accessors);
      }
      for (int group = 1; group <= 3; group++) {
        if (matcher.group(group) != null) {
          names.add(matcher.group(group));
        }
      }
      end = matcher.end();
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException("no context variable: context" + accessors);
    }
    return new ContextPath(names);
  }

  /** The text of the value; null when there is none, and for maps: they have no text. */
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
