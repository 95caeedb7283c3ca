package dev.postern.mapping;

/** A request needs a model that is no schema, or refers to what is not there. */
public final class UnusableModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableModelException(String message) {
    super(message);
  }
}
