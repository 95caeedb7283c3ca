package dev.postern.mapping.vtl;

import org.jspecify.annotations.Nullable;

/** Thrown if a script does not parse, fails or exceeds a limit. */
public final class VtlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public VtlException(String message) {
    this(message, null);
  }

  VtlException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
