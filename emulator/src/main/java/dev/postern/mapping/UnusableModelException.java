package dev.postern.mapping;

/** Thrown if a request needs a model that is not a schema or has an unresolved reference. */
public final class UnusableModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableModelException(String message) {
    super(message);
  }
}
