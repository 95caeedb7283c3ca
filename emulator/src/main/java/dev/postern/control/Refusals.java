package dev.postern.control;

import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.PatchErrors;
import java.util.List;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/** Errors for PATCH operations that a resource does not support, in three wordings of AWS. */
public final class Refusals {
  private Refusals() {}

  /**
   * Returns an error that names the paths that support the operation. Used by Resource, Model,
   * RequestValidator, ApiKey and others.
   */
  public static AwsException byOperation(
      PatchOperation operation, List<String> supported, List<String> paths) {
    if (paths.isEmpty()) {
      return PatchErrors.unsupportedOperation(operation.path(), operation.opAsString());
    }
    return PatchErrors.pathNotOneOf(operation.path(), operation.opAsString(), paths);
  }

  /**
   * Returns an error that names the operations that the path supports. Used by RestApi, Method,
   * Integration and others.
   */
  public static AwsException byPath(
      PatchOperation operation, List<String> supported, List<String> paths) {
    return switch (supported.size()) {
      case 0 -> PatchErrors.invalidPath(operation.path());
      case 1 -> PatchErrors.operationMustBe(supported.getFirst());
      default -> PatchErrors.operationMustBeOneOf(supported);
    };
  }

  /** Returns an error that names only the path. Used by MethodResponse and GatewayResponse. */
  public static AwsException pathOnly(
      PatchOperation operation, List<String> supported, List<String> paths) {
    return PatchErrors.invalidPath(operation.path());
  }
}
