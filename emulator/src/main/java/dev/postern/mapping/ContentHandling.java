package dev.postern.mapping;

/** Value of {@code contentHandling} of an integration or integration response. */
public enum ContentHandling {
  /** Not set. */
  NONE,
  CONVERT_TO_BINARY,
  CONVERT_TO_TEXT
}
