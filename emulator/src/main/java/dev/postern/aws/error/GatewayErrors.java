package dev.postern.aws.error;

import static dev.postern.aws.error.GatewayResponseType.API_CONFIGURATION_ERROR;
import static dev.postern.aws.error.GatewayResponseType.AUTHORIZER_CONFIGURATION_ERROR;
import static dev.postern.aws.error.GatewayResponseType.AUTHORIZER_FAILURE;
import static dev.postern.aws.error.GatewayResponseType.BAD_REQUEST_BODY;
import static dev.postern.aws.error.GatewayResponseType.BAD_REQUEST_PARAMETERS;
import static dev.postern.aws.error.GatewayResponseType.DEFAULT_5XX;
import static dev.postern.aws.error.GatewayResponseType.INTEGRATION_FAILURE;
import static dev.postern.aws.error.GatewayResponseType.INTEGRATION_TIMEOUT;
import static dev.postern.aws.error.GatewayResponseType.INVALID_API_KEY;
import static dev.postern.aws.error.GatewayResponseType.MISSING_AUTHENTICATION_TOKEN;
import static dev.postern.aws.error.GatewayResponseType.REQUEST_TOO_LARGE;
import static dev.postern.aws.error.GatewayResponseType.RESOURCE_NOT_FOUND;
import static dev.postern.aws.error.GatewayResponseType.UNAUTHORIZED;
import static dev.postern.aws.error.GatewayResponseType.UNSUPPORTED_MEDIA_TYPE;

import dev.postern.aws.Unverified;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Errors of the REST data plane: one method per thing that can go wrong.
 *
 * <p>The built-in bodies come in two spellings. Routing, authorization, keys and quotas write
 * {@code {"message":"x"}}, what comes after (validation, integration) writes {@code {"message":
 * "x"}} with a space.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html">
 *     Gateway response types for API Gateway</a>
 */
public final class GatewayErrors {
  private static final String INTERNAL = "Internal server error";
  private static final String TIGHT = "{\"message\":";
  private static final String SPACED = "{\"message\": ";

  private GatewayErrors() {}

  /** No resource serves this path and verb. */
  public static GatewayException missingAuthenticationToken() {
    return early(MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token");
  }

  /**
   * As {@link #missingAuthenticationToken}, when the request carries an Authorization header that
   * is no signature.
   *
   * @param incomplete what is wrong with it
   */
  public static GatewayException incompleteSignature(AwsException incomplete) {
    return new GatewayException(
        MISSING_AUTHENTICATION_TOKEN, 403, incomplete.code(), incomplete.getMessage(), TIGHT, null);
  }

  /** As {@link #missingAuthenticationToken}, when the request is signed. */
  @Unverified("That a signed request to an unknown resource is answered with this text is assumed.")
  public static GatewayException resourceNotFound() {
    return early(RESOURCE_NOT_FOUND, "Not Found");
  }

  /** Unknown API or stage, or the default endpoint is disabled. */
  public static GatewayException forbidden() {
    return new GatewayException(
        GatewayResponseType.DEFAULT_4XX, 403, "ForbiddenException", "Forbidden", TIGHT, null);
  }

  /** The method wants an API key, and none that fits came. */
  public static GatewayException invalidApiKey() {
    return early(INVALID_API_KEY, "Forbidden");
  }

  /** The authorizer knows no such caller, or was given nothing to know them by. */
  public static GatewayException unauthorized() {
    return early(UNAUTHORIZED, "Unauthorized");
  }

  /** The authorizer's function failed. */
  public static GatewayException authorizerFailed(String reason) {
    return new GatewayException(
        AUTHORIZER_FAILURE,
        AUTHORIZER_FAILURE.status(),
        AUTHORIZER_FAILURE.errorType(),
        null,
        TIGHT,
        "Execution failed due to an authorizer error: " + reason);
  }

  /** The authorizer itself is set up wrongly. */
  public static GatewayException invalidAuthorizer(String reason) {
    return brokenAuthorizer(reason);
  }

  /** The authorizer's function answered something that is no authorizer result. */
  public static GatewayException invalidAuthorizerResponse(String reason) {
    return brokenAuthorizer("Invalid JSON in response: " + reason);
  }

  private static GatewayException brokenAuthorizer(String reason) {
    return new GatewayException(
        AUTHORIZER_CONFIGURATION_ERROR,
        AUTHORIZER_CONFIGURATION_ERROR.status(),
        AUTHORIZER_CONFIGURATION_ERROR.errorType(),
        null,
        TIGHT,
        "Execution failed due to configuration error: " + reason);
  }

  public static GatewayException requestTooLong() {
    return late(REQUEST_TOO_LARGE, REQUEST_TOO_LARGE.status(), "Request Too Long", null);
  }

  public static GatewayException unsupportedMediaType() {
    return late(
        UNSUPPORTED_MEDIA_TYPE, UNSUPPORTED_MEDIA_TYPE.status(), "Unsupported Media Type", null);
  }

  /** The method's ARN with this path would be longer than AWS allows. */
  public static GatewayException requestUriTooLong() {
    return late(GatewayResponseType.DEFAULT_4XX, 414, "Request URI too long", null);
  }

  /**
   * Parameters that the method requires are missing or blank.
   *
   * @param names of headers, then of path, then of query string
   */
  public static GatewayException missingRequiredParameters(Collection<String> names) {
    return late(
        BAD_REQUEST_PARAMETERS,
        BAD_REQUEST_PARAMETERS.status(),
        "Missing required request parameters: [" + String.join(", ", names) + "]",
        null);
  }

  /**
   * The body does not fit the model for its media type.
   *
   * @param problems what is wrong with it
   */
  public static GatewayException invalidRequestBody(String mediaType, Collection<String> problems) {
    String detail = "[" + String.join(", ", problems) + "]";
    return new GatewayException(
        BAD_REQUEST_BODY,
        BAD_REQUEST_BODY.status(),
        BAD_REQUEST_BODY.errorType(),
        "Invalid request body",
        SPACED,
        "Request body does not match model schema for content type " + mediaType + ": " + detail,
        detail,
        null);
  }

  /**
   * The model for the body's media type is no JSON schema.
   *
   * @param detail what is wrong with it
   */
  @Unverified(
      "That AWS answers 500 when a model is no JSON schema is assumed; no answer is recorded.")
  public static GatewayException unusableModel(@Nullable String detail) {
    return configuration("Invalid model schema").explained(detail);
  }

  /** A parameter mapping reads a request body that starts like JSON and is none. */
  public static GatewayException invalidJsonInRequestBody() {
    return late(BAD_REQUEST_BODY, 400, "Invalid JSON in request body", null);
  }

  /** As {@link #invalidJsonInRequestBody}, of the integration's response. */
  public static GatewayException invalidJsonInResponseBody() {
    return configuration("Invalid JSON in response body");
  }

  /** The backend did not answer within the integration's timeout. */
  public static GatewayException integrationTimeout() {
    return late(
        INTEGRATION_TIMEOUT,
        504,
        "Endpoint request timed out",
        "Execution failed due to a timeout error");
  }

  /**
   * The backend could not be reached, or broke the connection.
   *
   * @param why AWS does not say it
   */
  public static GatewayException networkError(String why) {
    return late(
            INTEGRATION_FAILURE,
            504,
            "Network error communicating with endpoint",
            "Execution failed due to a network error communicating with endpoint")
        .explained(why);
  }

  /** The integration's URI, its stage variables filled in, names no host. */
  public static GatewayException invalidEndpointAddress() {
    return configuration("Invalid endpoint address");
  }

  /** A stage variable that is not set was to name the VPC link. */
  public static GatewayException unnamedVpcLink() {
    return invalidEndpointAddress()
        .explained("the connection id of the integration is empty: a stage variable is not set");
  }

  /**
   * Nobody said where the load balancer behind a VPC link is. AWS knows no such case.
   *
   * @param target ARN of the load balancer, or the link's id
   */
  public static GatewayException noPrivateTarget(String link, String target) {
    return configuration(
        "Invalid endpoint address: no local address is set for the VPC link "
            + link
            + ". Set POSTERN_VPC_LINKS="
            + target
            + "=HOST:PORT where Postern runs");
  }

  /**
   * The backend's answer is larger than API Gateway takes.
   *
   * @param length as the backend says
   */
  public static GatewayException integrationResponseTooLong(String length, int most) {
    return configuration(
        "Integration response of reported length %s is larger than allowed maximum of %d bytes."
            .formatted(length, most));
  }

  /**
   * Nobody said where an AWS service is. AWS knows no such case.
   *
   * @param variable names the service's endpoint
   */
  public static GatewayException noServiceEndpoint(String service, String variable) {
    return configuration(
        "Invalid endpoint address: no endpoint is set for the AWS service "
            + service
            + ". Set "
            + variable
            + " (or AWS_ENDPOINT_URL) where Postern runs");
  }

  /**
   * The integration's credentials are no role that can be assumed.
   *
   * @param detail what is wrong; AWS does not say it
   */
  public static GatewayException roleNotAssumed(String role, String detail) {
    return configuration("API Gateway does not have permission to assume the provided role " + role)
        .explained(detail);
  }

  /** The function does not exist, or its policy does not let this method invoke it. */
  public static GatewayException invalidPermissionsOnFunction() {
    return configuration("Invalid permissions on Lambda function");
  }

  /**
   * A mapping template does not parse, failed, or met binary data.
   *
   * @param detail what is wrong; AWS does not say it
   */
  public static GatewayException unableToTransformRequest(@Nullable String detail) {
    return configuration("Unable to transform request").explained(detail);
  }

  /** As {@link #unableToTransformRequest}, on the response side. */
  public static GatewayException unableToTransformResponse(@Nullable String detail) {
    return configuration("Unable to transform response").explained(detail);
  }

  /** No integration response fits and there is no default one. */
  public static GatewayException noMatchForOutputMapping(int endpointStatus) {
    return configuration(
        "No match for output mapping and no default output mapping configured. Endpoint Response"
            + " Status Code: "
            + endpointStatus);
  }

  /** The chosen integration response's status has no method response. */
  public static GatewayException noMethodResponse(int status) {
    return configuration("Output mapping refers to an invalid method response: " + status);
  }

  /** The answer's status, as a template or function names it, ends no exchange. */
  @Unverified("That AWS answers 500 to a status below 200 is assumed; no answer is recorded.")
  public static GatewayException interimStatus(int status) {
    return configuration("Invalid response status: " + status);
  }

  /** The request template of a MOCK integration gave no integer {@code statusCode}. */
  public static GatewayException mockStatusMissing() {
    return configuration("statusCode should be an integer which defined in request template");
  }

  /** A mapping sets a header that API Gateway sets itself. */
  public static GatewayException headerAlreadyPresent(String header) {
    return configuration(header + " header already present");
  }

  /** A base64 body to be decoded is none. */
  public static GatewayException invalidBase64() {
    return configuration("Unable to base64 decode the body.");
  }

  /** An AWS_PROXY integration whose httpMethod is not POST: of the failure type, yet status 500. */
  public static GatewayException lambdaProxyNeedsPost() {
    return late(
        INTEGRATION_FAILURE,
        500,
        INTERNAL,
        "Execution failed due to configuration error: Malformed Lambda proxy integration");
  }

  /** A proxy function answered something that is no proxy response. */
  public static GatewayException malformedLambdaProxyResponse() {
    return late(
        DEFAULT_5XX,
        502,
        INTERNAL,
        "Execution failed due to configuration error: Malformed Lambda proxy response");
  }

  /**
   * A proxy function failed.
   *
   * @param error the error object it answered
   */
  public static GatewayException functionError(String error, String lambdaRequestId) {
    return late(
        DEFAULT_5XX,
        502,
        INTERNAL,
        "Lambda execution failed with status 200 due to customer function error: "
            + error
            + ". Lambda request id: "
            + lambdaRequestId);
  }

  /** Lambda itself refused or could not run the function. */
  public static GatewayException lambdaFailed(String reason) {
    return late(DEFAULT_5XX, 500, INTERNAL, "Execution failed due to an internal error: " + reason);
  }

  /** A function's stream does not begin with metadata and the delimiter behind it. */
  public static GatewayException malformedLambdaStream() {
    return late(
        DEFAULT_5XX,
        500,
        INTERNAL,
        "Execution failed due to configuration error: Malformed Lambda proxy response");
  }

  /** Nobody waits for the answer any more, and nobody will read this one. */
  public static GatewayException clientGone() {
    return late(
        DEFAULT_5XX, 500, INTERNAL, "Execution stopped: the client has closed the connection");
  }

  /** A fault of Postern. */
  public static GatewayException internal() {
    return late(DEFAULT_5XX, 500, INTERNAL, null);
  }

  /** A part of AWS's data plane that Postern has not built yet. */
  public static GatewayException notImplemented(String what) {
    String message = "Postern does not implement " + what + " yet";
    return new GatewayException(
        DEFAULT_5XX,
        501,
        "NotImplementedException",
        message,
        TIGHT,
        "Execution failed: " + message);
  }

  private static GatewayException configuration(String detail) {
    return late(
        API_CONFIGURATION_ERROR,
        500,
        INTERNAL,
        "Execution failed due to configuration error: " + detail);
  }

  private static GatewayException early(GatewayResponseType type, String message) {
    return new GatewayException(type, type.status(), type.errorType(), message, TIGHT, null);
  }

  private static GatewayException late(
      GatewayResponseType type, int status, String message, @Nullable String log) {
    return new GatewayException(type, status, type.errorType(), message, SPACED, log);
  }
}
