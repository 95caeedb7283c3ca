package dev.postern.mapping;

import org.jspecify.annotations.Nullable;

/** Thrown if a template does not parse or its rendering fails: an error of the API's author. */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TemplateException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
