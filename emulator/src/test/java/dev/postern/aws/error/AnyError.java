package dev.postern.aws.error;

/** Lets tests answer with any error, whether a catalogue has it or not. */
public final class AnyError {
  private AnyError() {}

  public static AwsException of(int status, String code, String message) {
    return new AwsException(status, code, message);
  }

  /** A refusal of the data plane with the type's own status. */
  public static GatewayException refusal(GatewayResponseType type, String message) {
    return new GatewayException(
        type, type.status(), type.errorType(), message, "{\"message\":", null);
  }
}
