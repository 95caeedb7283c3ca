package dev.postern.aws.error;

/**
 * A control-plane error as AWS answers it; built by the catalogues of this package only.
 *
 * <p>Carries no stack: it is an answer, not a fault of ours.
 */
public final class AwsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  AwsException(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** HTTP status, 400 to 599. */
  public int status() {
    return status;
  }

  /** Wire error code, such as {@code NotFoundException}. */
  public String code() {
    return code;
  }

  /** AWS's text, which may be empty. */
  public String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
