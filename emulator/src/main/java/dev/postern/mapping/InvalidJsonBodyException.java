package dev.postern.mapping;

/**
 * A body that begins like JSON, is none, and is to be read as JSON. API Gateway answers 400 {@code
 * Invalid JSON in request body} to a parameter mapping from such a request body, and 500 to the
 * same on the response side.
 */
public final class InvalidJsonBodyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidJsonBodyException(Throwable cause) {
    super("the body is no JSON: " + cause.getMessage(), cause);
  }
}
