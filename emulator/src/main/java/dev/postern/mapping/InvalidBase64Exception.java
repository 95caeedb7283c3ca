package dev.postern.mapping;

/** A body that is to become binary and is no base64: 500 API_CONFIGURATION_ERROR. */
public final class InvalidBase64Exception extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidBase64Exception(Throwable cause) {
    super("the body is no base64: " + cause.getMessage(), cause);
  }
}
