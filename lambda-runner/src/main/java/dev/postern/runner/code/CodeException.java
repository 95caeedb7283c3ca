package dev.postern.runner.code;

/** Thrown if a package cannot be used; the message is one line for the user. */
public final class CodeException extends Exception {
  private static final long serialVersionUID = 1L;

  CodeException(String message) {
    super(message);
  }

  CodeException(String message, Throwable cause) {
    super(message, cause);
  }
}
