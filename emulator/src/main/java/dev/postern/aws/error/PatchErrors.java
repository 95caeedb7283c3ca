package dev.postern.aws.error;

import dev.postern.aws.Unverified;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Errors of the REST control plane's PATCH operations. */
public final class PatchErrors {
  /**
   * All paths that UpdateStage accepts, as AWS prints them. AWS's text lacks some separators too.
   */
  private static final String STAGE_PATHS =
      "/deploymentId, /description, /cacheClusterEnabled, /cacheClusterSize, /clientCertificateId,"
          + " /accessLogSettings, /accessLogSettings/destinationArn, /accessLogSettings/format,"
          + " /{resourcePath}/{httpMethod}/metrics/enabled,"
          + " /{resourcePath}/{httpMethod}/logging/dataTrace,"
          + " /{resourcePath}/{httpMethod}/logging/loglevel,"
          + " /{resourcePath}/{httpMethod}/throttling/burstLimit"
          + "/{resourcePath}/{httpMethod}/throttling/rateLimit"
          + "/{resourcePath}/{httpMethod}/caching/ttlInSeconds,"
          + " /{resourcePath}/{httpMethod}/caching/enabled,"
          + " /{resourcePath}/{httpMethod}/caching/dataEncrypted,"
          + " /{resourcePath}/{httpMethod}/caching/requireAuthorizationForCacheControl,"
          + " /{resourcePath}/{httpMethod}/caching/unauthorizedCacheControlHeaderStrategy,"
          + " /*/*/metrics/enabled, /*/*/logging/dataTrace, /*/*/logging/loglevel,"
          + " /*/*/throttling/burstLimit /*/*/throttling/rateLimit /*/*/caching/ttlInSeconds,"
          + " /*/*/caching/enabled, /*/*/caching/dataEncrypted,"
          + " /*/*/caching/requireAuthorizationForCacheControl,"
          + " /*/*/caching/unauthorizedCacheControlHeaderStrategy,"
          + " /variables/{variable_name}, /tracingEnabled";

  private PatchErrors() {}

  // Refused paths and operations; the text depends on the resource

  public static AwsException pathNotOneOf(
      @Nullable String path, @Nullable String op, List<String> paths) {
    return RestErrors.badRequest(
        "Invalid patch path  '%s' specified for op '%s'. Must be one of: [%s]"
            .formatted(path, op, String.join(", ", paths)));
  }

  public static AwsException unsupportedOperation(@Nullable String path, @Nullable String op) {
    return RestErrors.badRequest(
        "Invalid patch path  '%s' specified for op '%s'. Please choose supported operations"
            .formatted(path, op));
  }

  public static AwsException invalidPath(@Nullable String path) {
    return RestErrors.badRequest("Invalid patch path " + path);
  }

  public static AwsException operationMustBe(String op) {
    return RestErrors.badRequest("Invalid patch operation specified. Must be one of: [" + op + "]");
  }

  public static AwsException operationMustBeOneOf(List<String> ops) {
    return RestErrors.badRequest(
        "Invalid patch operation specified. Must be '" + String.join("'|'", ops) + "'");
  }

  // Leaves and values

  public static AwsException noSuchParameter() {
    return RestErrors.notFound("Invalid parameter name specified");
  }

  public static AwsException noSuchContentType() {
    return RestErrors.notFound("Content-Type specified was not found");
  }

  /**
   * Reports that a leaf of a gateway response is empty.
   *
   * @param member {@code responseParameters} or {@code responseTemplates}
   */
  public static AwsException emptyLeaf(String member) {
    return RestErrors.badRequest("Invalid null or empty value in " + member);
  }

  @Unverified(
      "The text for a value that is no number, no JSON or not of an enumeration is assumed; no "
          + "answer of AWS is recorded.")
  public static AwsException invalidValue(String path, @Nullable String value) {
    return RestErrors.badRequest(
        "Invalid value '%s' specified for patch path '%s'".formatted(value, path));
  }

  // Stages

  public static AwsException invalidStagePath(@Nullable String path) {
    return RestErrors.badRequest(
        "Invalid method setting path: %s. Must be one of: [%s]".formatted(path, STAGE_PATHS));
  }

  /**
   * Reports that UpdateStage finds no method setting to remove. The space at the end is AWS's own.
   *
   * @param path without its first slash
   */
  public static AwsException noMethodSetting(String path) {
    return RestErrors.badRequest(
        "Cannot remove method setting %s because there is no method setting for this method "
            .formatted(path));
  }

  public static AwsException invalidAccessLogPath() {
    return RestErrors.badRequest(
        "Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn,"
            + " /accessLogSettings/format]");
  }

  public static AwsException emptyAccessLogValue() {
    return RestErrors.badRequest("Access Log value must not be empty");
  }

  public static AwsException invalidAdd(@Nullable String path) {
    return RestErrors.badRequest("Invalid add operation with path: " + path);
  }

  public static AwsException invalidCopy(@Nullable String path, @Nullable String from) {
    return RestErrors.badRequest(
        ("Invalid copy operation with path: %s and from %s. Valid copy:path are [/deploymentId,"
                + " /variables] and valid copy:from are [/canarySettings/deploymentId,"
                + " /canarySettings/stageVariableOverrides]")
            .formatted(path, from));
  }

  public static AwsException noCanaryToPromote() {
    return RestErrors.badRequest("Promotion not available. Canary does not exist.");
  }
}
