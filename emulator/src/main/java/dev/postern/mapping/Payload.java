package dev.postern.mapping;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A body as templates and mappings read it: text and JSON are made on first use. For one thread.
 */
public final class Payload {
  private final byte[] bytes;
  private @Nullable String text;

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
}
