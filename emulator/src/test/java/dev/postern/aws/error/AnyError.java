package dev.postern.aws.error;

/** Builds errors for tests that no catalogue has. */
public final class AnyError {
  private AnyError() {}

  public static AwsException of(int status, String code, String message) {
    return new AwsException(status, code, message);
  }

  /** Returns a gateway response with the type's own status. */
  public static GatewayException refusal(GatewayResponseType type, String message) {
    return new GatewayException(
        type, type.status(), type.errorType(), message, "{\"message\":", null);
  }
}
