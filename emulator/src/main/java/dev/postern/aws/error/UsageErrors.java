package dev.postern.aws.error;

import dev.postern.aws.Unverified;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Errors of the REST control plane about API keys and usage plans. */
public final class UsageErrors {
  private UsageErrors() {}

  // API keys

  @Unverified(
      "Answers 404 with a text worded as those for other identifiers; AWS's text is not recorded.")
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

  public static AwsException invalidApiKeyDescription() {
    return RestErrors.badRequest("Invalid API Key description specified.");
  }

  /**
   * Reports that a file of API keys lacks a column.
   *
   * @param column {@code name} or {@code key}
   */
  @Unverified("AWS documents the columns of the file; the text for a missing one is not recorded.")
  public static AwsException missingColumn(String column) {
    return RestErrors.badRequest("Missing required column '" + column + "'");
  }

  @Unverified("The text is that of imported APIs; none of imported keys is recorded.")
  public static AwsException importWarnings(List<String> warnings) {
    return RestErrors.badRequest(
        "Warnings found during import:\n\t" + String.join("\n\t", warnings));
  }

  @Unverified("The text for a value that another key has is assumed; no answer of AWS is recorded.")
  public static AwsException apiKeyExists() {
    return RestErrors.conflict("API Key already exists");
  }

  // Usage plans

  public static AwsException invalidUsagePlanId() {
    return RestErrors.notFound("Invalid Usage Plan ID specified");
  }

  /** Reports a stage with an empty API or name. AWS does not fill in its text here. */
  public static AwsException blankApiStage() {
    return RestErrors.badRequest(
        "Invalid API Stage {api: %s, stage: %s} specified for usageplan %s");
  }

  /** Reports that a plan with stages cannot be deleted; the text names one of them. */
  public static AwsException planHasStages(String planId, String apiId, String stage) {
    return RestErrors.badRequest(
        "Cannot delete Usage Plan %s because there are API Stages associated with it, including %s:%s"
            .formatted(planId, apiId, stage));
  }

  public static AwsException quotaLimitMissing() {
    return RestErrors.badRequest("Usage Plan quota limit must be a non-negative numeric");
  }

  public static AwsException invalidQuotaPeriod() {
    return RestErrors.badRequest(
        "Invalid Usage Plan quota period specified. Must be one of [DAY, WEEK, MONTH]");
  }

  public static AwsException quotaOffsetInDay() {
    return RestErrors.badRequest("Usage Plan quota offset must be zero in the DAY period");
  }

  /** Reports a stage that does not have the form {@code api:stage}. */
  public static AwsException invalidApiStage() {
    return RestErrors.badRequest("Invalid API Stage specified");
  }

  /** Reports a stage that does not exist, or that is to be removed from a plan without it. */
  @Unverified(
      "The text is recorded for unknown stages; for a known stage that is not in the plan it is "
          + "assumed to be the same.")
  public static AwsException unknownApiStage(
      @Nullable String apiId, @Nullable String stage, String planId) {
    return RestErrors.notFound(
        "Invalid API Stage {api: %s, stage: %s} specified for usageplan %s"
            .formatted(apiId, stage, planId));
  }

  @Unverified(
      "The text for a number below 0 or no number is assumed; only that of a quota's limit is known.")
  public static AwsException invalidNumber() {
    return RestErrors.badRequest(
        "Invalid Usage Plan: offsets, rates and bursts must be numbers from 0 on.");
  }

  @Unverified(
      "The text is worded as the one for other enumerations; AWS's own text is not recorded.")
  public static AwsException invalidKeyType() {
    return RestErrors.badRequest("Invalid key type specified. Valid options are API_KEY");
  }

  @Unverified("Status 409 and the text are assumed; no second addition of a key is recorded.")
  public static AwsException keyAlreadyInPlan(String keyId, String planId) {
    return RestErrors.conflict(
        "API key %s already exists in usage plan %s".formatted(keyId, planId));
  }

  // Usage

  @Unverified("AWS documents the form of a date; the text for another one is assumed.")
  public static AwsException invalidUsageDate(@Nullable String date) {
    return RestErrors.badRequest(
        "Invalid date specified: %s. Dates must have the form yyyy-MM-dd.".formatted(date));
  }

  @Unverified(
      "The longest span and the text are assumed; no answer of AWS to a longer one is recorded.")
  public static AwsException invalidUsageSpan(int maxDays) {
    return RestErrors.badRequest(
        "Invalid date range specified. The start date must not be after the end date, and the"
            + " range at most %d days.".formatted(maxDays));
  }

  @Unverified("The text for a plan without a quota is assumed; no answer of AWS is recorded.")
  public static AwsException planWithoutQuota(String planId) {
    return RestErrors.badRequest("Usage plan %s has no quota".formatted(planId));
  }

  @Unverified(
      "AWS documents that a key is in at most one plan per stage; status and text are assumed.")
  public static AwsException keyAlreadyOnStage(String keyId, String planId) {
    return RestErrors.conflict(
        "API key %s already has a usage plan for an API stage of usage plan %s"
            .formatted(keyId, planId));
  }
}
