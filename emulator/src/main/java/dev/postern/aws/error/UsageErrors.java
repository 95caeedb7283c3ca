package dev.postern.aws.error;

import org.jspecify.annotations.Nullable;

/** Errors of the REST control plane about API keys and usage plans. */
public final class UsageErrors {
  private UsageErrors() {}

  // API keys

  /** Unverified spelling. */
  public static AwsException invalidApiKeyIdentifier() {
    return RestErrors.notFound("Invalid API Key identifier specified");
  }

  public static AwsException apiKeyTooShort() {
    return RestErrors.badRequest("API Key value should be at least 20 characters");
  }

  public static AwsException apiKeyTooLong() {
    return RestErrors.badRequest("API Key value exceeds maximum size of 128 characters");
  }

  public static AwsException apiKeyNameTooLong() {
    return RestErrors.badRequest("Invalid API Key name, can be at most 1024 characters.");
  }

  /** Unverified spelling. */
  public static AwsException apiKeyExists() {
    return RestErrors.conflict("API Key already exists");
  }

  // Usage plans

  public static AwsException invalidUsagePlanId() {
    return RestErrors.notFound("Invalid Usage Plan ID specified");
  }

  /** A stage that is not written as {@code api:stage}. */
  public static AwsException invalidApiStage() {
    return RestErrors.badRequest("Invalid API Stage specified");
  }

  public static AwsException unknownApiStage(
      @Nullable String apiId, @Nullable String stage, String planId) {
    return RestErrors.notFound(
        "Invalid API Stage {api: %s, stage: %s} specified for usageplan %s"
            .formatted(apiId, stage, planId));
  }

  /** Unverified. */
  public static AwsException invalidKeyType() {
    return RestErrors.badRequest("Invalid key type specified. Valid options are API_KEY");
  }

  /** Unverified spelling. */
  public static AwsException keyAlreadyInPlan(String keyId, String planId) {
    return RestErrors.conflict(
        "API key %s already exists in usage plan %s".formatted(keyId, planId));
  }

  /** Unverified spelling: a key is in one plan only per stage. */
  public static AwsException keyAlreadyOnStage(String keyId, String planId) {
    return RestErrors.conflict(
        "API key %s already has a usage plan for an API stage of usage plan %s"
            .formatted(keyId, planId));
  }
}
