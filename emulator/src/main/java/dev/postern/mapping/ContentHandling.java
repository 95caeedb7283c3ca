package dev.postern.mapping;

/** An integration's or integration response's {@code contentHandling}. */
public enum ContentHandling {
  /** Not set. */
  NONE,
  CONVERT_TO_BINARY,
  CONVERT_TO_TEXT
}
