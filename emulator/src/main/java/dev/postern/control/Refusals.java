package dev.postern.control;

import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.PatchErrors;
import java.util.List;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/** The ways in which most REST resources refuse a PATCH operation. */
public final class Refusals {
  private Refusals() {}

  /** Names the paths that take the operation: Resource, Model, RequestValidator, ApiKey, ... */
  public static AwsException byOperation(
      PatchOperation operation, List<String> taken, List<String> paths) {
    if (paths.isEmpty()) {
      return PatchErrors.unsupportedOperation(operation.path(), operation.opAsString());
    }
    return PatchErrors.pathNotOneOf(operation.path(), operation.opAsString(), paths);
  }

  /** Names the operations that the path takes: RestApi, Method, Integration, ... */
  public static AwsException byPath(
      PatchOperation operation, List<String> taken, List<String> paths) {
    return switch (taken.size()) {
      case 0 -> PatchErrors.invalidPath(operation.path());
      case 1 -> PatchErrors.operationMustBe(taken.getFirst());
      default -> PatchErrors.operationMustBeOneOf(taken);
    };
  }

  /** Names the path only, whatever was wrong: MethodResponse, GatewayResponse. */
  public static AwsException pathOnly(
      PatchOperation operation, List<String> taken, List<String> paths) {
    return PatchErrors.invalidPath(operation.path());
  }
}
