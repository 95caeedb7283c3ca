package dev.postern.mapping.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes plain values as compact JSON. */
public final class JsonText {
  private static final String HEX = "0123456789abcdef";

  /** More than templates build on purpose, and no danger to the stack. */
  private static final int DEEPEST = 1_000;

  private final StringBuilder out;
  private final int most;
  private int depth;

  private JsonText(StringBuilder out, int most) {
    this.out = out;
    this.most = most;
  }

  /**
   * Compact JSON of the value.
   *
   * @param most the most characters, give or take one string
   * @throws IllegalArgumentException when there would be more, or it is nested too deeply
   */
  public static String of(@Nullable Object value, int most) {
    StringBuilder out = new StringBuilder(64);
    append(value, out, most);
    return out.toString();
  }

  /**
   * Appends the value: maps as objects, any iterable as an array, numbers that JSON lacks, and
   * objects of other kinds, as null.
   *
   * @param most the most characters {@code out} may come to hold, give or take one string
   * @throws IllegalArgumentException when it would hold more, or the value is nested too deeply
   */
  public static void append(@Nullable Object value, StringBuilder out, int most) {
    new JsonText(out, most).write(value);
  }

  private void write(@Nullable Object value) {
    if (out.length() > most) {
      throw new IllegalArgumentException("more than " + most + " characters of JSON");
    }
    switch (value) {
      case null -> out.append("null");
      case String text -> quote(text);
      case Double number when !Double.isFinite(number) -> out.append("null");
      case Float number when !Float.isFinite(number) -> out.append("null");
      case Number number -> out.append(number);
      case Boolean truth -> out.append(truth.booleanValue());
      case Map<?, ?> map -> {
        enter();
        writeObject(map);
        depth--;
      }
      case Iterable<?> items -> {
        enter();
        writeArray(items);
        depth--;
      }
      case Character character -> quote(character.toString());
      default -> out.append("null");
    }
  }

  private void enter() {
    if (++depth > DEEPEST) {
      throw new IllegalArgumentException("values nested too deeply");
    }
  }

  private void writeObject(Map<?, ?> map) {
    out.append('{');
    boolean first = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!first) {
        out.append(',');
      }
      first = false;
      quote(String.valueOf(entry.getKey()));
      out.append(':');
      write(entry.getValue());
    }
    out.append('}');
  }

  private void writeArray(Iterable<?> items) {
    out.append('[');
    boolean first = true;
    for (Object item : items) {
      if (!first) {
        out.append(',');
      }
      first = false;
      write(item);
    }
    out.append(']');
  }

  private void quote(String text) {
    out.append('"');
    int plainFrom = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\') {
        continue;
      }
      out.append(text, plainFrom, i);
      escape(c);
      plainFrom = i + 1;
    }
    out.append(text, plainFrom, text.length()).append('"');
  }

  private void escape(char c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      default -> out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
    }
  }
}
