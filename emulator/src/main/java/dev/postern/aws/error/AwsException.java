package dev.postern.aws.error;

import java.util.Map;

/**
 * A control-plane error that AWS answers. Only the catalogues of this package build it.
 *
 * <p>Has no stack trace: it is a response, not a bug.
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

  /** Returns the HTTP status, 400 to 599. */
  public int status() {
    return status;
  }

  /** Returns the wire error code, such as {@code NotFoundException}. */
  public String code() {
    return code;
  }

  /**
   * Returns the further members of the error body by wire name: {@code Reason} of Lambda's {@code
   * TooManyRequestsException}.
   */
  public Map<String, String> members() {
    return members;
  }

  /** Returns AWS's text, which may be empty. */
  public String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
