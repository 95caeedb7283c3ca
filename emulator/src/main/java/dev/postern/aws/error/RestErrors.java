package dev.postern.aws.error;

import dev.postern.aws.AccountId;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Errors of the REST control plane (service {@code apigateway}), but for those of PATCH, which are
 * in {@link PatchErrors}.
 *
 * <p>Texts marked unverified are our guess at AWS's words.
 */
public final class RestErrors {
  private RestErrors() {}

  // What is not there

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

  /** Unverified spelling. */
  public static AwsException invalidStageIdentifier() {
    return notFound("Invalid stage identifier specified");
  }

  /** Unverified spelling. */
  public static AwsException invalidDeploymentIdentifier() {
    return notFound("Invalid Deployment identifier specified");
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

  /** Unverified: the guide only says that a private API cannot become edge-optimized. */
  public static AwsException privateApiCannotBecomeEdge() {
    return badRequest("Cannot update endpoint from PRIVATE to EDGE");
  }

  /**
   * The bound of 10 MB is part of AWS's text.
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

  /** Unverified: real API ids are never chosen by the caller. */
  public static AwsException apiIdTaken(String apiId) {
    return conflict("API identifier already exists: " + apiId);
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

  /** Unverified spelling. */
  public static AwsException rootResourceStays() {
    return badRequest("Root resource cannot be deleted.");
  }

  public static AwsException tooManyResources() {
    return limitExceeded(
        "Maximum number of Resources for this API has been reached.  Please contact AWS if you"
            + " need additional Resources.");
  }

  // Methods

  public static AwsException invalidHttpMethod() {
    return badRequest(
        "Invalid HttpMethod specified. Valid options are"
            + " GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY");
  }

  public static AwsException methodExists() {
    return conflict("Method already exists for this resource");
  }

  /** Unverified: worded as the one for verbs. */
  public static AwsException invalidAuthorizationType() {
    return badRequest(
        "Invalid AuthorizationType specified. Valid options are"
            + " NONE,AWS_IAM,CUSTOM,COGNITO_USER_POOLS");
  }

  public static AwsException authorizerRequired() {
    return badRequest(
        "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or"
            + " COGNITO_USER_POOLS requires a valid authorizer.");
  }

  public static AwsException invalidRequestValidator() {
    return badRequest("Invalid Request Validator identifier specified");
  }

  public static AwsException invalidModelIdentifier(String name) {
    return badRequest("Invalid model identifier specified: " + name);
  }

  public static AwsException parameterNamesNotUnique() {
    return badRequest("Parameter names must be unique across querystring, header and path");
  }

  public static AwsException methodResponseExists() {
    return conflict("Response already exists for this resource");
  }

  // Integrations

  public static AwsException integrationNeedsHttpMethod() {
    return badRequest("Enumeration value for HttpMethod must be non-empty");
  }

  public static AwsException invalidTimeout(long leastMillis, long mostMillis) {
    return badRequest(
        "Timeout should be between %d ms and %d ms".formatted(leastMillis, mostMillis));
  }

  public static AwsException invalidHttpEndpoint() {
    return badRequest("Invalid HTTP endpoint specified for URI");
  }

  public static AwsException invalidArn() {
    return badRequest("Invalid ARN specified in the request");
  }

  public static AwsException integrationArnNeedsPathOrAction() {
    return badRequest("AWS ARN for integration must contain path or action");
  }

  public static AwsException unsupportedProxyService() {
    return badRequest(
        "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose"
            + " stream invocations.");
  }

  /** Unverified: worded as the one for verbs. */
  public static AwsException invalidPassthroughBehavior() {
    return badRequest(
        "Invalid PassthroughBehavior specified. Valid options are"
            + " WHEN_NO_MATCH,WHEN_NO_TEMPLATES,NEVER");
  }

  /**
   * Parameter mappings that AWS does not take.
   *
   * @param errors one of {@link #mappingExpression}, {@link #mappingParameter} and the like each
   */
  public static AwsException invalidMappings(Collection<String> errors) {
    return badRequest("Invalid mapping expression specified: " + validationResult(errors));
  }

  public static AwsException invalidContentTypes(Collection<String> errors) {
    return badRequest(validationResult(errors));
  }

  /** The part of {@link #invalidMappings} for an expression without a known form. */
  public static String mappingExpression(@Nullable String expression) {
    return "Invalid mapping expression specified: " + expression;
  }

  /** The part of {@link #invalidMappings} for a parameter the method does not declare. */
  public static String mappingParameter(String parameter) {
    return "Invalid mapping expression parameter specified: " + parameter;
  }

  /** The part of {@link #invalidMappings} for response mappings of an undeclared status. */
  public static String noMethodResponse() {
    return "No method response exists for method.";
  }

  /** The part of {@link #invalidContentTypes} for one template. */
  public static String contentType(String contentType) {
    return "Invalid content type specified: " + contentType;
  }

  // Models

  public static AwsException emptyModelName() {
    return badRequest("Model name must be non-empty");
  }

  public static AwsException modelNameNotAlphanumeric(String name) {
    return badRequest("Model name must be alphanumeric: " + name);
  }

  public static AwsException modelExists() {
    return conflict("Model name already exists for this REST API");
  }

  public static AwsException emptyModelSchema() {
    return badRequest("Model schema must have at least 1 property or array items defined");
  }

  /** Unverified: the part in brackets. */
  public static AwsException invalidModelSchema() {
    return badRequest(
        "Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema"
            + " specified.]");
  }

  public static AwsException unknownModelReferences(Collection<String> names) {
    return badRequest(
        "Invalid model specified: "
            + validationResult(
                names.stream().map(name -> "Invalid model specified: " + name).toList()));
  }

  /**
   * A model that a method's request still names.
   *
   * @param method path and verb, {@code /pets/GET}
   */
  public static AwsException modelInUse(String name, String method) {
    return conflict(
        "Cannot delete model '%s', is referenced in method request: %s".formatted(name, method));
  }

  // Deployments and stages

  public static AwsException noMethods() {
    return badRequest("The REST API doesn't contain any methods");
  }

  public static AwsException methodWithoutIntegration() {
    return badRequest("No integration defined for method");
  }

  public static AwsException privateApiWithoutPolicy() {
    return badRequest("Private REST API doesn't have a resource policy attached to it");
  }

  public static AwsException deploymentInUse() {
    return badRequest("Active stages pointing to this deployment must be moved or deleted");
  }

  public static AwsException canaryNeedsStageName(@Nullable String stageName) {
    return badRequest(
        "Invalid deployment content specified.Non null and non empty stageName must be provided for"
            + " canary deployment. Provided value is "
            + stageName);
  }

  public static AwsException canaryNeedsStage(String stageName) {
    return badRequest(
        "Invalid deployment content specified.Stage %s must already be created before making a canary release deployment"
            .formatted(stageName));
  }

  public static AwsException stageHasCanary(String stageName) {
    return badRequest(
        "Invalid deployment content specified.Non canary deployment not supported on stage %s because Canary is enabled. Provide CanarySettings in deploymentInput."
            .formatted(stageName));
  }

  public static AwsException stageExists() {
    return conflict("Stage already exists");
  }

  public static AwsException invalidStageName() {
    return badRequest("Stage name only allows a-zA-Z0-9_");
  }

  /** Unverified: worded as the one for resources. */
  public static AwsException tooManyStages() {
    return limitExceeded(
        "Maximum number of Stages for this API has been reached.  Please contact AWS if you need"
            + " additional Stages.");
  }

  public static AwsException deploymentDoesNotExist() {
    return badRequest("Deployment id does not exist");
  }

  /** Unverified. */
  public static AwsException invalidStageVariableName(String name) {
    return badRequest(
        "Invalid stage variable name: %s. Please use names with alphanumeric characters and the symbol '_'."
            .formatted(name));
  }

  /** Unverified. */
  public static AwsException invalidStageVariableValue(@Nullable String value) {
    return badRequest(
        "Invalid stage variable value: %s. Please use values with alphanumeric characters and the symbols ' ', '-', '.', '_', ':', '/', '?', '&', '=', and ','."
            .formatted(value));
  }

  public static AwsException loggingNeedsRole() {
    return badRequest("CloudWatch Logs role ARN must be set in account settings to enable logging");
  }

  // The account

  /** Unverified. */
  public static AwsException usagePlansStay() {
    return badRequest("Usage Plans cannot be disabled once they are enabled");
  }

  // Tags and lists

  public static AwsException reservedTagKey() {
    return badRequest("Invalid tag key. Tag keys cannot start with 'aws:'");
  }

  /** Unverified: the bounds are AWS's. */
  public static AwsException invalidTag() {
    return badRequest("Invalid tag. Tag keys have 1 to 128 characters, tag values at most 256.");
  }

  /** Unverified: the bound is AWS's. */
  public static AwsException tooManyTags(int most) {
    return badRequest("A resource can have at most %d tags.".formatted(most));
  }

  /** Unverified. */
  public static AwsException invalidPosition() {
    return badRequest("Invalid position parameter");
  }

  static AwsException badRequest(String message) {
    return new AwsException(400, "BadRequestException", message);
  }

  static AwsException notFound(String message) {
    return new AwsException(404, "NotFoundException", message);
  }

  private static AwsException conflict(String message) {
    return new AwsException(409, "ConflictException", message);
  }

  private static AwsException limitExceeded(String message) {
    return new AwsException(429, "LimitExceededException", message);
  }

  private static String validationResult(Collection<String> errors) {
    return "Validation Result: warnings : [], errors : [" + String.join(", ", errors) + "]";
  }
}
