package dev.postern.mapping;

import dev.postern.mapping.json.InvalidJsonException;
import dev.postern.mapping.json.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Body that templates and mappings read. Decodes text and parses JSON on first use. Not
 * thread-safe.
 */
public final class Payload {
  private final byte[] bytes;
  private @Nullable String text;
  private boolean parsed;
  private @Nullable Object document;

  public Payload(byte[] bytes) {
    this.bytes = bytes;
  }

  public byte[] bytes() {
    return bytes;
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** Returns the body as UTF-8 text; replaces invalid bytes by U+FFFD. */
  public String text() {
    if (text == null) {
      text = new String(bytes, StandardCharsets.UTF_8);
    }
    return text;
  }

  /** Returns the text for templates and mappings; <code>{}</code> for an empty body. */
  public String textOrEmptyObject() {
    return isEmpty() ? "{}" : text();
  }

  /**
   * Returns the body as JSON. It is parsed once, so later readers see changes by a template. An
   * empty body is an empty object. Text that does not begin like JSON is a string.
   *
   * @return a map, list, string, number, boolean or null
   * @throws InvalidJsonBodyException if it begins like JSON and is invalid
   */
  public @Nullable Object json() {
    if (!parsed) {
      document = parse(textOrEmptyObject());
      parsed = true;
    }
    return document;
  }

  private static @Nullable Object parse(String text) {
    try {
      return Json.parse(text);
    } catch (InvalidJsonException e) {
      if (beginsLikeJson(text)) {
        throw new InvalidJsonBodyException(e);
      }
      return text;
    }
  }

  private static boolean beginsLikeJson(String text) {
    String trimmed = text.strip();
    return !trimmed.isEmpty() && "{[\"'".indexOf(trimmed.charAt(0)) >= 0;
  }
}
