package dev.postern.control.lambda;

import dev.postern.aws.Caller;
import dev.postern.aws.error.LambdaErrors;
import dev.postern.control.state.FunctionState;
import dev.postern.control.state.FunctionState.Code;
import dev.postern.sdk.Shapes;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;

/**
 * Operations that change code and configuration of functions.
 *
 * <p>The response to an update says {@code InProgress}, as in AWS, but the stored function is
 * {@code Successful} at once: the next invocation runs the new revision. Unlike in AWS, the
 * RevisionId of the response stays valid.
 */
final class FunctionUpdates {
  private final FunctionStates states;
  private final Configurations configurations;

  FunctionUpdates(FunctionStates states, Configurations configurations) {
    this.states = states;
    this.configurations = configurations;
  }

  UpdateFunctionCodeResponse updateFunctionCode(Caller caller, UpdateFunctionCodeRequest request) {
    if (Boolean.TRUE.equals(request.publish()) || request.publishToAsString() != null) {
      throw LambdaErrors.notImplemented("published function versions");
    }
    FunctionReference function = found(caller, "UpdateFunctionCode", request.functionName());
    FunctionState present = states.get(caller, function.name());
    CodeUpload upload = CodeUpload.of(request);
    boolean image = present.configuration().packageType() == PackageType.IMAGE;
    Code code = image ? upload.image() : upload.zip("UpdateFunctionCode");
    if (Boolean.TRUE.equals(request.dryRun())) {
      FunctionState updated = withCode(present, request, code);
      return codeResponse(
          updated.configuration().toBuilder()
              .revisionId(present.configuration().revisionId())
              .lastModified(present.configuration().lastModified())
              .build());
    }
    FunctionState changed =
        states.update(caller, function.name(), state -> withCode(state, request, code));
    return codeResponse(changed.configuration());
  }

  private FunctionState withCode(
      FunctionState state, UpdateFunctionCodeRequest request, Code code) {
    requireRevision(state, request.revisionId());
    FunctionConfiguration.Builder configuration =
        CodeUpload.describe(state.configuration().toBuilder(), code);
    if (request.hasArchitectures()) {
      configuration.architecturesWithStrings(request.architecturesAsStrings());
    }
    return state.withCode(code).withConfiguration(configurations.touch(configuration).build());
  }

  UpdateFunctionConfigurationResponse updateFunctionConfiguration(
      Caller caller, UpdateFunctionConfigurationRequest request) {
    FunctionReference function =
        found(caller, "UpdateFunctionConfiguration", request.functionName());
    FunctionState changed =
        states.update(caller, function.name(), state -> withConfiguration(state, request));
    return Shapes.as(changed.configuration(), UpdateFunctionConfigurationResponse::builder)
        .lastUpdateStatus(LastUpdateStatus.IN_PROGRESS)
        .lastUpdateStatusReason("The function is being created.")
        .lastUpdateStatusReasonCode("Creating")
        .build();
  }

  private FunctionState withConfiguration(
      FunctionState state, UpdateFunctionConfigurationRequest request) {
    requireRevision(state, request.revisionId());
    return state.withConfiguration(
        configurations.change(state.owner().region(), state.configuration(), request).build());
  }

  private static UpdateFunctionCodeResponse codeResponse(FunctionConfiguration configuration) {
    return Shapes.as(configuration, UpdateFunctionCodeResponse::builder)
        .lastUpdateStatus(LastUpdateStatus.IN_PROGRESS)
        .lastUpdateStatusReason("The function is being created.")
        .lastUpdateStatusReasonCode("Creating")
        .build();
  }

  private FunctionReference found(Caller caller, String operation, String functionName) {
    FunctionReference function = FunctionReference.parse(caller, operation, functionName);
    states.get(caller, function.name());
    function.requireLatest();
    return function;
  }

  private static void requireRevision(FunctionState state, @Nullable String expected) {
    if (expected != null && !expected.equals(state.configuration().revisionId())) {
      throw LambdaErrors.revisionDiffers("GetFunction/GetAlias");
    }
  }
}
