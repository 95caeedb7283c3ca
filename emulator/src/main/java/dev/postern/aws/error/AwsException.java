package dev.postern.aws.error;

import java.util.Map;

/**
 * A control-plane error as AWS answers it; built by the catalogues of this package only.
 *
 * <p>Carries no stack: it is an answer, not a fault of ours.
 */
public final class AwsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient Map<String, String> members;

  AwsException(int status, String code, String message) {
    this(status, code, message, Map.of());
  }

  AwsException(int status, String code, String message, Map<String, String> members) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.members = Map.copyOf(members);
  }

  /** HTTP status, 400 to 599. */
  public int status() {
    return status;
  }

  /** Wire error code, such as {@code NotFoundException}. */
  public String code() {
    return code;
  }

  /**
   * What the error body carries beside the message, by wire name: {@code Reason} of Lambda's {@code
   * TooManyRequestsException}.
   */
  public Map<String, String> members() {
    return members;
  }

  /** AWS's text, which may be empty. */
  public String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
