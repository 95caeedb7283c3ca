package dev.postern.mapping;

/** Thrown if a body to convert to binary is not base64: 500 API_CONFIGURATION_ERROR. */
public final class InvalidBase64Exception extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidBase64Exception(Throwable cause) {
    super("the body is not base64: " + cause.getMessage(), cause);
  }
}
