package dev.postern.aws.error;

/**
 * A plain-text answer to a request that does not yet belong to an API. Only {@link FrontErrors}
 * builds it. Has no stack trace: it is a response, not a bug.
 */
public final class FrontException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String text;

  FrontException(int status, String text) {
    super(text, null, false, false);
    this.status = status;
    this.text = text;
  }

  public int status() {
    return status;
  }

  /** Returns the whole body. */
  public String text() {
    return text;
  }
}
