package dev.postern.mapping.vtl;

import org.jspecify.annotations.Nullable;

/** A script that does not parse, or that asked for something it may not have. */
public final class VtlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public VtlException(String message) {
    this(message, null);
  }

  VtlException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
