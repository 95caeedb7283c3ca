package dev.postern.mapping.schema;

/** A schema is none, refers to what is not there, or refers to itself without end. */
public final class InvalidSchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidSchemaException(String message) {
    super(message);
  }
}
