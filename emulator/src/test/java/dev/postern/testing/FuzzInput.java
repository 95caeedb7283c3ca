package dev.postern.testing;

import java.nio.charset.StandardCharsets;

/** The parts of a fuzz target's input: texts with a line {@code ~~~} between them. */
public final class FuzzInput {
  private final String[] parts;

  /** Of any bytes at all. */
  public FuzzInput(byte[] bytes) {
    parts = new String(bytes, StandardCharsets.UTF_8).split("\n~~~\n", -1);
  }

  /** A part, empty when there are fewer. */
  public String part(int index) {
    return index < parts.length ? parts[index] : "";
  }
}
