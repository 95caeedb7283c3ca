package dev.postern.aws.error;

import org.jspecify.annotations.Nullable;

/**
 * A gateway response: API Gateway answers the request itself. Only {@link GatewayErrors} builds it.
 * Has no stack trace: it is a response, not a bug.
 */
public final class GatewayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final GatewayResponseType type;
  private final int status;
  private final String errorType;
  private final String bodyStart;
  private final @Nullable String executionLog;
  private final @Nullable String validationErrorString;
  private final @Nullable String explanation;

  GatewayException(
      GatewayResponseType type,
      int status,
      String errorType,
      @Nullable String message,
      String bodyStart,
      @Nullable String executionLog) {
    this(type, status, errorType, message, bodyStart, executionLog, null, null);
  }

  GatewayException(
      GatewayResponseType type,
      int status,
      String errorType,
      @Nullable String message,
      String bodyStart,
      @Nullable String executionLog,
      @Nullable String validationErrorString,
      @Nullable String explanation) {
    super(message, null, false, false);
    this.type = type;
    this.status = status;
    this.errorType = errorType;
    this.bodyStart = bodyStart;
    this.executionLog = executionLog;
    this.validationErrorString = validationErrorString;
    this.explanation = explanation;
  }

  /** Returns this exception with an explanation that AWS does not give. */
  GatewayException explained(@Nullable String why) {
    return new GatewayException(
        type, status, errorType, text(), bodyStart, executionLog, validationErrorString, why);
  }

  public GatewayResponseType type() {
    return type;
  }

  /** Returns the status; a customised gateway response may replace it. */
  public int status() {
    return status;
  }

  /** Returns the value of {@code x-amzn-ErrorType}. */
  public String errorType() {
    return errorType;
  }

  /**
   * Returns the beginning of the body of a gateway response that is not customised. Key and spacing
   * differ by type.
   */
  public String bodyStart() {
    return bodyStart;
  }

  /** Returns AWS's text, or null. */
  public @Nullable String text() {
    return getMessage();
  }

  /** Returns the line for the execution log, or null. */
  public @Nullable String executionLog() {
    return executionLog;
  }

  /** Returns details that AWS does not give, for whoever looks for the cause; or null. */
  public @Nullable String explanation() {
    return explanation;
  }

  /** Returns {@code $context.error.validationErrorString}: what is wrong with the body, or null. */
  public @Nullable String validationErrorString() {
    return validationErrorString;
  }
}
