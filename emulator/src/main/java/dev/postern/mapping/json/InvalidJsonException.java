package dev.postern.mapping.json;

import org.jspecify.annotations.Nullable;

/** Thrown if text is not JSON, even for a lenient reader. */
public final class InvalidJsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidJsonException(String reason) {
    super(reason);
  }

  InvalidJsonException(Throwable cause) {
    super(reason(cause), cause);
  }

  private static @Nullable String reason(Throwable cause) {
    Throwable origin = cause.getCause();
    return origin == null ? cause.getMessage() : origin.getMessage();
  }
}
