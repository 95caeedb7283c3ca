package dev.postern.aws.error;

import dev.postern.aws.AccountId;
import dev.postern.aws.Quota;
import dev.postern.aws.Unverified;
import org.jspecify.annotations.Nullable;

/**
 * Errors of the REST control plane (service {@code apigateway}): unknown identifiers, APIs,
 * resources, quotas, tags. The others are in {@link MethodErrors}, {@link StageErrors}, {@link
 * PatchErrors} and the other catalogues of this package.
 */
public final class RestErrors {
  private RestErrors() {}

  // Unknown identifiers

  public static AwsException invalidApiIdentifier(AccountId account, String apiId) {
    return notFound("Invalid API identifier specified " + account + ":" + apiId);
  }

  public static AwsException invalidResourceIdentifier() {
    return notFound("Invalid Resource identifier specified");
  }

  public static AwsException invalidMethodIdentifier() {
    return notFound("Invalid Method identifier specified");
  }

  public static AwsException invalidIntegrationIdentifier() {
    return notFound("Invalid Integration identifier specified");
  }

  public static AwsException invalidResponseStatusCode() {
    return notFound("Invalid Response status code specified");
  }

  public static AwsException invalidModelName(String name) {
    return notFound("Invalid model name specified: " + name);
  }

  @Unverified(
      "Answers 404 with a text worded as those for other identifiers; AWS's text is not recorded.")
  public static AwsException invalidStageIdentifier() {
    return notFound("Invalid stage identifier specified");
  }

  @Unverified(
      "Answers 404 with a text worded as those for other identifiers; AWS's text is not recorded.")
  public static AwsException invalidDeploymentIdentifier() {
    return notFound("Invalid Deployment identifier specified");
  }

  public static AwsException invalidRequestValidatorIdentifier() {
    return notFound("Invalid Request Validator identifier specified");
  }

  @Unverified(
      "Answers 404 with a text worded as those for other identifiers; AWS's text is not recorded.")
  public static AwsException invalidAuthorizerIdentifier() {
    return notFound("Invalid Authorizer identifier specified");
  }

  /** Reports that DeleteGatewayResponse names a type that is not customised. */
  public static AwsException gatewayResponseNotDefined() {
    return notFound("Gateway response type not defined on api");
  }

  // REST APIs

  public static AwsException emptyDescription() {
    return badRequest("Description cannot be an empty string");
  }

  public static AwsException severalEndpointTypes() {
    return badRequest("Cannot create an api with multiple Endpoint Types.");
  }

  public static AwsException noEndpointType() {
    return badRequest("REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.");
  }

  public static AwsException invalidEndpointType() {
    return badRequest("Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE");
  }

  public static AwsException invalidIpAddressType() {
    return badRequest("ipAddressType must be either ipv4 or dualstack.");
  }

  public static AwsException privateApiNeedsDualstack() {
    return badRequest("Only dualstack ipAddressType is supported for Private APIs.");
  }

  public static AwsException vpcEndpointsNeedPrivateApi() {
    return badRequest("VPCEndpoints can only be specified with PRIVATE apis.");
  }

  @Unverified(
      "The guide says that a private API cannot become edge-optimized; the text is assumed.")
  public static AwsException privateApiCannotBecomeEdge() {
    return badRequest("Cannot update endpoint from PRIVATE to EDGE");
  }

  /**
   * Reports an invalid minimum compression size. The bound of 10 MB is part of AWS's text.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/gateway-enable-compression.html">
   *     Enable payload compression for an API in API Gateway</a>
   */
  public static AwsException invalidMinimumCompressionSize() {
    return badRequest("Invalid minimum compression size, must be between 0 and 10485760");
  }

  public static AwsException invalidPolicy() {
    return badRequest(
        "Invalid policy document. Please check the policy syntax and ensure that Principals are"
            + " valid.");
  }

  @Unverified("The answer is assumed; AWS never lets the caller choose an API id.")
  public static AwsException apiIdTaken(String apiId) {
    return conflict("API identifier already exists: " + apiId);
  }

  @Unverified(
      "The text is recorded for VPC links only; for other names it is assumed to be the same.")
  public static AwsException emptyName() {
    return badRequest("Name cannot be empty");
  }

  // Authorizers and request validators

  @Unverified("The text for a missing type is assumed; no answer of AWS is recorded.")
  public static AwsException noAuthorizerType() {
    return badRequest("Authorizer type must be specified");
  }

  /** Reports that CreateAuthorizer names an unknown API. */
  public static AwsException concurrentModification() {
    return conflict(
        "Unable to complete operation due to concurrent modification. Please try again later.");
  }

  @Unverified("AWS documents the form of the URI; the text for another one is assumed.")
  public static AwsException invalidAuthorizerUri(@Nullable String uri) {
    return badRequest(
        "Invalid Authorizer URI: %s. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation."
            .formatted(uri));
  }

  @Unverified("AWS documents the bounds; its answer to a value outside of them is not recorded.")
  public static AwsException invalidAuthorizerTtl() {
    return badRequest("Authorizer result TTL must be between 0 and 3600 seconds");
  }

  /** Reports that CreateRequestValidator names an unknown API. */
  public static AwsException invalidRestApiIdentifier() {
    return badRequest("Invalid REST API identifier specified");
  }

  public static AwsException blankValidatorName() {
    return badRequest("Request Validator name cannot be blank");
  }

  // Resources

  public static AwsException emptyPathPart() {
    return badRequest("Resource's path part must be specified");
  }

  public static AwsException invalidPathPart() {
    return badRequest(
        "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly"
            + " braces at the beginning and the end.");
  }

  public static AwsException siblingHasPathPart(String pathPart) {
    return conflict("Another resource with the same parent already has this name: " + pathPart);
  }

  public static AwsException siblingIsVariable(String siblingPathPart) {
    return badRequest(
        "A sibling (%s) of this resource already has a variable path part -- only one is allowed"
            .formatted(siblingPathPart));
  }

  public static AwsException childOfGreedyVariable(String parentPathPart) {
    return badRequest(
        "Cannot create a child of a resource with a greedy path variable: " + parentPathPart);
  }

  public static AwsException cyclicalResources() {
    return badRequest("Resources cannot be cyclical.");
  }

  public static AwsException rootResourceKeepsParentId() {
    return badRequest("Root resource cannot update its parentId.");
  }

  public static AwsException rootResourceKeepsPathPart() {
    return badRequest("Root resource cannot update its pathPart.");
  }

  @Unverified("The text for deleting the root resource is assumed; no answer of AWS is recorded.")
  public static AwsException rootResourceStays() {
    return badRequest("Root resource cannot be deleted.");
  }

  // Quotas

  /** Reports that a quota is exhausted. */
  @Unverified("The text is recorded for resources and authorizers; the one for lengths is assumed.")
  public static AwsException quotaReached(Quota quota, long max) {
    return limitExceeded(
        quota.holder().isEmpty()
            ? "The %s exceeds the maximum of %d characters.".formatted(quota.thing(), max)
            : ("Maximum number of %1$s for this %2$s has been reached.  Please contact AWS if you"
                    + " need additional %1$s.")
                .formatted(quota.thing(), quota.holder()));
  }

  // ARNs, tags and lists

  public static AwsException invalidArn() {
    return badRequest("Invalid ARN specified in the request");
  }

  public static AwsException reservedTagKey() {
    return badRequest("Invalid tag key. Tag keys cannot start with 'aws:'");
  }

  @Unverified("AWS documents the bounds; its answer to a value outside of them is not recorded.")
  public static AwsException invalidTag() {
    return badRequest("Invalid tag. Tag keys have 1 to 128 characters, tag values at most 256.");
  }

  @Unverified(
      "The text for a position that no page begins at is assumed; no answer of AWS is recorded.")
  public static AwsException invalidPosition() {
    return badRequest("Invalid position parameter");
  }

  static AwsException badRequest(String message) {
    return new AwsException(400, "BadRequestException", message);
  }

  static AwsException notFound(String message) {
    return new AwsException(404, "NotFoundException", message);
  }

  static AwsException conflict(String message) {
    return new AwsException(409, "ConflictException", message);
  }

  static AwsException limitExceeded(String message) {
    return new AwsException(429, "LimitExceededException", message);
  }
}
