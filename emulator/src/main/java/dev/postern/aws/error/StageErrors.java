package dev.postern.aws.error;

import dev.postern.aws.Unverified;
import org.jspecify.annotations.Nullable;

/** Errors of the REST control plane about deployments, stages and the account's settings. */
public final class StageErrors {
  private StageErrors() {}

  // Deployments and stages

  public static AwsException noMethods() {
    return RestErrors.badRequest("The REST API doesn't contain any methods");
  }

  public static AwsException methodWithoutIntegration() {
    return RestErrors.badRequest("No integration defined for method");
  }

  public static AwsException privateApiWithoutPolicy() {
    return RestErrors.badRequest("Private REST API doesn't have a resource policy attached to it");
  }

  public static AwsException deploymentInUse() {
    return RestErrors.badRequest(
        "Active stages pointing to this deployment must be moved or deleted");
  }

  public static AwsException canaryNeedsStageName(@Nullable String stageName) {
    return RestErrors.badRequest(
        "Invalid deployment content specified.Non null and non empty stageName must be provided for"
            + " canary deployment. Provided value is "
            + stageName);
  }

  public static AwsException canaryNeedsStage(String stageName) {
    return RestErrors.badRequest(
        "Invalid deployment content specified.Stage %s must already be created before making a canary release deployment"
            .formatted(stageName));
  }

  public static AwsException stageHasCanary(String stageName) {
    return RestErrors.badRequest(
        "Invalid deployment content specified.Non canary deployment not supported on stage %s because Canary is enabled. Provide CanarySettings in deploymentInput."
            .formatted(stageName));
  }

  @Unverified("AWS documents the bounds; its answer to a value outside of them is not recorded.")
  public static AwsException invalidCanaryPercent() {
    return RestErrors.badRequest(
        "Invalid deployment content specified.Canary percentTraffic must be between 0.0 and 100.0");
  }

  public static AwsException stageExists() {
    return RestErrors.conflict("Stage already exists");
  }

  public static AwsException invalidStageName() {
    return RestErrors.badRequest("Stage name only allows a-zA-Z0-9_");
  }

  @Unverified("AWS documents the bounds; its answer to a value outside of them is not recorded.")
  public static AwsException invalidCacheTtl(long maxSeconds) {
    return RestErrors.badRequest(
        "Invalid cache TTL, must be between 0 and %d seconds".formatted(maxSeconds));
  }

  public static AwsException deploymentDoesNotExist() {
    return RestErrors.badRequest("Deployment id does not exist");
  }

  @Unverified("AWS documents the characters of a name; the text for a wrong one is assumed.")
  public static AwsException invalidStageVariableName(String name) {
    return RestErrors.badRequest(
        "Invalid stage variable name: %s. Please use names with alphanumeric characters and the symbol '_'."
            .formatted(name));
  }

  @Unverified("AWS documents the characters of a value; the text for a wrong one is assumed.")
  public static AwsException invalidStageVariableValue(@Nullable String value) {
    return RestErrors.badRequest(
        "Invalid stage variable value: %s. Please use values with alphanumeric characters and the symbols ' ', '-', '.', '_', ':', '/', '?', '&', '=', and ','."
            .formatted(value));
  }

  public static AwsException loggingNeedsRole() {
    return RestErrors.badRequest(
        "CloudWatch Logs role ARN must be set in account settings to enable logging");
  }

  // The account

  @Unverified("The text for disabling usage plans is assumed; no answer of AWS is recorded.")
  public static AwsException usagePlansStay() {
    return RestErrors.badRequest("Usage Plans cannot be disabled once they are enabled");
  }
}
