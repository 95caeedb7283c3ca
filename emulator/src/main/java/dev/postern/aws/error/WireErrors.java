package dev.postern.aws.error;

/**
 * Errors of the protocol itself, the same for all services: before any service has seen the
 * request.
 */
public final class WireErrors {
  private WireErrors() {}

  /** An operation that AWS has and Postern has not built yet. */
  public static AwsException notImplemented(String service, String operation) {
    return new AwsException(
        501,
        "NotImplementedException",
        "Postern does not implement the operation %s of %s yet".formatted(operation, service));
  }
}
