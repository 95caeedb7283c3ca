package dev.postern.testing;

import java.nio.charset.StandardCharsets;

/** The parts of a fuzz target's input: texts separated by lines {@code ~~~}. */
public final class FuzzInput {
  private final String[] parts;

  /** Splits any bytes. */
  public FuzzInput(byte[] bytes) {
    parts = new String(bytes, StandardCharsets.UTF_8).split("\n~~~\n", -1);
  }

  /** Returns a part, or an empty text if there are fewer parts. */
  public String part(int index) {
    return index < parts.length ? parts[index] : "";
  }
}
