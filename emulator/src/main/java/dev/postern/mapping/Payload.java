package dev.postern.mapping;

import dev.postern.mapping.json.InvalidJsonException;
import dev.postern.mapping.json.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A body as templates and mappings read it: text and JSON are made on first use. For one thread.
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

  /** UTF-8 text; invalid bytes become U+FFFD. */
  public String text() {
    if (text == null) {
      text = new String(bytes, StandardCharsets.UTF_8);
    }
    return text;
  }

  /** The text as templates and mappings see it: an empty body is <code>{}</code>. */
  public String textOrEmptyObject() {
    return isEmpty() ? "{}" : text();
  }

  /**
   * The body as JSON, parsed once: what a template changes in it, later readers see. An empty body
   * is an empty object, text that does not begin like JSON a string.
   *
   * @return maps, lists, strings, numbers, booleans, null
   * @throws InvalidJsonBodyException when it begins like JSON and is none
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
