package dev.postern.mapping.vtl;

import dev.postern.mapping.json.Json;
import dev.postern.mapping.json.JsonText;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Printer of values. Null prints nothing. An array from JSON prints as JSON. Other collections
 * print as in Java: <code>{name=Rex, tags=["a","b"]}</code>.
 */
final class Printer {
  private Printer() {}

  static String text(@Nullable Object value, Run run) {
    if (value == null) {
      return "";
    }
    if (value instanceof String text) {
      return text;
    }
    Output out = new Output(run, 32);
    print(value, out);
    return out.toString();
  }

  static void print(@Nullable Object value, Output out) {
    switch (value) {
      case null -> {}
      case String text -> out.append(text);
      case Number number -> out.append(number.toString());
      case Boolean truth -> out.append(truth.toString());
      case Character character -> out.append(character);
      case Block block -> block.render(out);
      case Unprinted _ -> {}
      case Map<?, ?> map -> printMap(map, out);
      case Collection<?> items -> printCollection(items, out);
      case Map.Entry<?, ?> entry -> printEntry(entry, out);
      default -> {}
    }
  }

  private static void printMap(Map<?, ?> map, Output out) {
    out.append('{');
    boolean first = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!first) {
        out.append(", ");
      }
      first = false;
      printEntry(entry, out);
    }
    out.append('}');
  }

  private static void printEntry(Map.Entry<?, ?> entry, Output out) {
    printInside(entry.getKey(), out);
    out.append('=');
    printInside(entry.getValue(), out);
  }

  private static void printCollection(Collection<?> items, Output out) {
    if (Json.isArray(items)) {
      int before = out.builder().length();
      JsonText.append(items, out.builder(), out.maxCharacters());
      out.run().charge(out.builder().length() - before);
      return;
    }
    out.append('[');
    boolean first = true;
    for (Object item : items) {
      if (!first) {
        out.append(", ");
      }
      first = false;
      printInside(item, out);
    }
    out.append(']');
  }

  static void printInside(@Nullable Object value, Output out) {
    if (value == null) {
      out.append("null");
      return;
    }
    print(value, out);
  }
}
