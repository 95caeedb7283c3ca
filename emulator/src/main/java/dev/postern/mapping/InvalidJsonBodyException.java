package dev.postern.mapping;

/**
 * Thrown if a body that begins like JSON is read as JSON and is invalid. For a parameter mapping
 * from such a request body API Gateway returns 400 {@code Invalid JSON in request body}. For one
 * from a response body it returns 500.
 */
public final class InvalidJsonBodyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidJsonBodyException(Throwable cause) {
    super("the body is not JSON: " + cause.getMessage(), cause);
  }
}
