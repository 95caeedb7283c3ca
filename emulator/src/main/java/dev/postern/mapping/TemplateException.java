package dev.postern.mapping;

import org.jspecify.annotations.Nullable;

/**
 * A template that does not parse, or that failed while it was rendered: a mistake of the API's
 * author.
 */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TemplateException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
