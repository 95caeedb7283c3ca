package dev.postern.mapping.schema;

/** Thrown if a schema is invalid, has an unresolved reference or an endless circular one. */
public final class InvalidSchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidSchemaException(String message) {
    super(message);
  }
}
