package dev.postern.mapping.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writer of plain values as compact JSON. */
public final class JsonText {
  private static final String HEX = "0123456789abcdef";

  /** More than templates need and small enough for the stack. */
  private static final int MAX_DEPTH = 1_000;

  private final StringBuilder out;
  private final int maxLength;
  private int depth;

  private JsonText(StringBuilder out, int maxLength) {
    this.out = out;
    this.maxLength = maxLength;
  }

  /**
   * Returns the value as compact JSON.
   *
   * @param maxLength maximum number of characters, plus at most one string
   * @throws IllegalArgumentException if the result is longer or the value is nested too deeply
   */
  public static String of(@Nullable Object value, int maxLength) {
    StringBuilder out = new StringBuilder(64);
    append(value, out, maxLength);
    return out.toString();
  }

  /**
   * Appends the value. Writes a map as an object and an iterable as an array. Writes numbers that
   * JSON lacks, and objects of other types, as null.
   *
   * @param maxLength maximum length of {@code out}, plus at most one string
   * @throws IllegalArgumentException if {@code out} is longer or the value is nested too deeply
   */
  public static void append(@Nullable Object value, StringBuilder out, int maxLength) {
    new JsonText(out, maxLength).write(value);
  }

  private void write(@Nullable Object value) {
    if (out.length() > maxLength) {
      throw new IllegalArgumentException("more than " + maxLength + " characters of JSON");
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
    if (++depth > MAX_DEPTH) {
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
