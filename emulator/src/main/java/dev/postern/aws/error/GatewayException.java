package dev.postern.aws.error;

import org.jspecify.annotations.Nullable;

/**
 * A request that API Gateway answers by itself; built by {@link GatewayErrors} only. Carries no
 * stack: it is an answer, not a fault of ours.
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

  /** The same, with what AWS does not tell. */
  GatewayException explained(@Nullable String why) {
    return new GatewayException(
        type, status, errorType, text(), bodyStart, executionLog, validationErrorString, why);
  }

  public GatewayResponseType type() {
    return type;
  }

  /** Status unless the gateway response is customised with another. */
  public int status() {
    return status;
  }

  /** Value of {@code x-amzn-ErrorType}. */
  public String errorType() {
    return errorType;
  }

  /**
   * How the body starts when the gateway response is not customised: key and spacing differ by
   * type.
   */
  public String bodyStart() {
    return bodyStart;
  }

  /** AWS's text, or null. */
  public @Nullable String text() {
    return getMessage();
  }

  /** What the execution log says of it, or null. */
  public @Nullable String executionLog() {
    return executionLog;
  }

  /** What AWS keeps to itself, for the one who looks for the fault; or null. */
  public @Nullable String explanation() {
    return explanation;
  }

  /** {@code $context.error.validationErrorString}: what is wrong with a body, or null. */
  public @Nullable String validationErrorString() {
    return validationErrorString;
  }
}
