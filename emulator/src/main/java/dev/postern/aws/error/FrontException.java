package dev.postern.aws.error;

/**
 * A request that is answered in plain text before it belongs to any API; built by {@link
 * FrontErrors} only. Carries no stack: it is an answer, not a fault of ours.
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

  /** The whole body. */
  public String text() {
    return text;
  }
}
