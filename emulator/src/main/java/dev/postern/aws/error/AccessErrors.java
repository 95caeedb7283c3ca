package dev.postern.aws.error;

import static dev.postern.aws.error.GatewayResponseType.ACCESS_DENIED;
import static dev.postern.aws.error.GatewayResponseType.AUTHORIZER_CONFIGURATION_ERROR;
import static dev.postern.aws.error.GatewayResponseType.AUTHORIZER_FAILURE;
import static dev.postern.aws.error.GatewayResponseType.INVALID_API_KEY;
import static dev.postern.aws.error.GatewayResponseType.INVALID_SIGNATURE;
import static dev.postern.aws.error.GatewayResponseType.QUOTA_EXCEEDED;
import static dev.postern.aws.error.GatewayResponseType.THROTTLED;
import static dev.postern.aws.error.GatewayResponseType.UNAUTHORIZED;

import dev.postern.aws.QuotaPeriod;
import dev.postern.aws.Unverified;
import org.jspecify.annotations.Nullable;

/**
 * Errors of the REST data plane that refuse a caller: signatures, authorizers, policies, API keys,
 * throttles and quotas. One method per error.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html">
 *     Gateway response types for API Gateway</a>
 */
public final class AccessErrors {
  private static final String TOO_MANY_REQUESTS = "Too Many Requests";

  private AccessErrors() {}

  /** Reports that the access key of a signature is unknown. */
  @Unverified("The text for an unknown access key is that of other AWS services.")
  public static GatewayException unknownAccessKey() {
    return new GatewayException(
        INVALID_SIGNATURE,
        INVALID_SIGNATURE.status(),
        "UnrecognizedClientException",
        "The security token included in the request is invalid.",
        GatewayErrors.TIGHT,
        null);
  }

  /**
   * Reports that a signature is not valid.
   *
   * @param reason what is wrong; AWS does not tell it
   */
  @Unverified("The text for an invalid signature is that of other AWS services.")
  public static GatewayException invalidSignature(String reason) {
    return refused(
            INVALID_SIGNATURE,
            "The request signature we calculated does not match the signature you provided. Check"
                + " your AWS Secret Access Key and signing method. Consult the service"
                + " documentation for details.")
        .explained(reason);
  }

  /**
   * Reports that the method requires an API key and the request has no valid one.
   *
   * @param maskedKey {@code ""} for none
   * @param method such as {@code GET /pets}
   * @param apiStage such as {@code a1b2c3d4e5/dev}
   */
  @Unverified("That the log says the same of a missing, unknown or disabled key is assumed.")
  public static GatewayException invalidApiKey(String maskedKey, String method, String apiStage) {
    return refused(
        INVALID_API_KEY,
        "Forbidden",
        "API Key %s not authorized because method '%s' requires API Key and API Key is not associated with a Usage Plan for API Stage %s: No Usage Plan found for key and API Stage"
            .formatted(maskedKey, method, apiStage));
  }

  /**
   * Reports that the limit of a usage plan on the rate of a key is exceeded.
   *
   * @param target API, stage, resource and method, as {@link #target} writes them
   * @param limit as {@code Limit: 5.00 Burst: 10}
   */
  public static GatewayException keyThrottled(
      String maskedKey, String apiStage, String planId, String target, String limit) {
    return refused(
        THROTTLED,
        TOO_MANY_REQUESTS,
        "API Key %s exceeded throttle limit for API Stage %s: Key throttle limit exceeded for Usage Plan ID %s, %s. %s"
            .formatted(maskedKey, apiStage, planId, target, limit));
  }

  /**
   * Reports that the limit of a stage on the rate of a method is exceeded, or that of the account.
   *
   * @param target API, stage, resource and method, as {@link #target} writes them
   * @param limit as {@code Limit: 5.00 Burst: 10}
   */
  public static GatewayException methodThrottled(String target, String limit) {
    return refused(
        THROTTLED,
        TOO_MANY_REQUESTS,
        "Key throttle limit exceeded for %s. %s".formatted(target, limit));
  }

  /** Returns what was called, as the log lines of throttled requests name it. */
  public static String target(String api, String stage, String resourceId, String verb) {
    return "RestApi %s, Stage %s, Resource %s, HttpMethod %s"
        .formatted(api, stage, resourceId, verb);
  }

  /** Reports that a key has used up the quota of its usage plan. */
  public static GatewayException quotaExceeded(
      String maskedKey, String apiStage, String planId, int limit, QuotaPeriod period) {
    return refused(
        QUOTA_EXCEEDED,
        "Limit Exceeded",
        "API Key %s exceeded quota limit for API Stage %s: Key quota exhausted for Usage Plan ID %s. Quota Limit: %d Period: %s"
            .formatted(maskedKey, apiStage, planId, limit, period));
  }

  /**
   * Reports that the authorizer does not accept the caller, or that the identity source is missing.
   */
  public static GatewayException unauthorized() {
    return refused(UNAUTHORIZED, "Unauthorized");
  }

  /**
   * Reports that the policy that an authorizer returned does not let the caller invoke the method.
   *
   * @param explicit whether a statement denies it, rather than none allowing it
   */
  public static GatewayException accessDeniedByAuthorizer(boolean explicit) {
    return accessDenied(
        "User is not authorized to access this resource"
            + (explicit
                ? " with an explicit deny in an identity-based policy"
                : " because no identity-based policy allows the execute-api:Invoke action"));
  }

  /**
   * Reports that the API's resource policy does not let the caller invoke the method.
   *
   * @param caller ARN of the caller, or {@code anonymous}
   * @param explicit whether a statement denies it, rather than none allowing it
   */
  public static GatewayException accessDeniedByResourcePolicy(
      String caller, String methodArn, boolean explicit) {
    return accessDenied(
        notAuthorized(caller, "Invoke", methodArn)
            + (explicit
                ? " with an explicit deny in a resource-based policy"
                : " because no resource-based policy allows the execute-api:Invoke action"));
  }

  /**
   * Reports that the client asks to invalidate a cache entry without permission.
   *
   * @param caller ARN of the caller, or {@code anonymous}
   */
  @Unverified("The text for a refused invalidation is that of other refusals.")
  public static GatewayException cacheInvalidationDenied(String caller, String methodArn) {
    return accessDenied(notAuthorized(caller, "InvalidateCache", methodArn));
  }

  private static String notAuthorized(String caller, String action, String methodArn) {
    return "User: "
        + caller
        + " is not authorized to perform: execute-api:"
        + action
        + " on resource: "
        + maskedAccount(methodArn);
  }

  /** Returns the ARN with all but the last four digits of its account masked. */
  private static String maskedAccount(String arn) {
    String[] parts = arn.split(":", 6);
    String account = parts[4];
    int shown = Math.max(0, account.length() - 4);
    parts[4] = "*".repeat(shown) + account.substring(shown);
    return String.join(":", parts);
  }

  private static GatewayException accessDenied(String message) {
    return new GatewayException(
        ACCESS_DENIED,
        ACCESS_DENIED.status(),
        ACCESS_DENIED.errorType(),
        message,
        "{\"Message\":",
        null);
  }

  /** Reports that the authorizer's function failed. */
  public static GatewayException authorizerFailed(String reason) {
    return new GatewayException(
        AUTHORIZER_FAILURE,
        AUTHORIZER_FAILURE.status(),
        AUTHORIZER_FAILURE.errorType(),
        null,
        GatewayErrors.TIGHT,
        "Execution failed due to an authorizer error: " + reason);
  }

  /** Reports that the authorizer is configured wrongly. */
  public static GatewayException invalidAuthorizer(String reason) {
    return brokenAuthorizer(reason);
  }

  /** Reports that the authorizer's function returned no valid authorizer result. */
  public static GatewayException invalidAuthorizerResponse(String reason) {
    return brokenAuthorizer("Invalid JSON in response: " + reason);
  }

  /**
   * Reports that the authorizer's function returned an error object, which AWS reads as a result.
   *
   * @param error the object; AWS does not tell it
   */
  public static GatewayException authorizerFunctionFailed(String error) {
    return invalidAuthorizerResponse("Unrecognized field \"errorType\" , not marked as ignorable")
        .explained(error);
  }

  /** Reports that the authorizer's function returned no policy that can be read. */
  public static GatewayException unparsableAuthorizerPolicy() {
    return brokenAuthorizer("Could not parse policy");
  }

  /** Reports that the authorizer's function does not exist or may not be invoked. */
  public static GatewayException invalidPermissionsOnAuthorizer() {
    return brokenAuthorizer("Invalid permissions on Lambda function");
  }

  private static GatewayException brokenAuthorizer(String reason) {
    return new GatewayException(
        AUTHORIZER_CONFIGURATION_ERROR,
        AUTHORIZER_CONFIGURATION_ERROR.status(),
        AUTHORIZER_CONFIGURATION_ERROR.errorType(),
        null,
        GatewayErrors.TIGHT,
        "Execution failed due to configuration error: " + reason);
  }

  private static GatewayException refused(GatewayResponseType type, String message) {
    return refused(type, message, null);
  }

  private static GatewayException refused(
      GatewayResponseType type, String message, @Nullable String log) {
    return new GatewayException(
        type, type.status(), type.errorType(), message, GatewayErrors.TIGHT, log);
  }
}
