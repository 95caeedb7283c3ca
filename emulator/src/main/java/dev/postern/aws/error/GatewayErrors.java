package dev.postern.aws.error;

import static dev.postern.aws.error.GatewayResponseType.API_CONFIGURATION_ERROR;
import static dev.postern.aws.error.GatewayResponseType.BAD_REQUEST_BODY;
import static dev.postern.aws.error.GatewayResponseType.BAD_REQUEST_PARAMETERS;
import static dev.postern.aws.error.GatewayResponseType.DEFAULT_5XX;
import static dev.postern.aws.error.GatewayResponseType.INTEGRATION_FAILURE;
import static dev.postern.aws.error.GatewayResponseType.INTEGRATION_TIMEOUT;
import static dev.postern.aws.error.GatewayResponseType.MISSING_AUTHENTICATION_TOKEN;
import static dev.postern.aws.error.GatewayResponseType.REQUEST_TOO_LARGE;
import static dev.postern.aws.error.GatewayResponseType.RESOURCE_NOT_FOUND;
import static dev.postern.aws.error.GatewayResponseType.UNSUPPORTED_MEDIA_TYPE;

import dev.postern.aws.Unverified;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Errors of the REST data plane: one method per error. {@link AccessErrors} holds those that refuse
 * a caller.
 *
 * <p>The built-in bodies have two spellings. Routing, authorization, API keys and quotas write
 * {@code {"message":"x"}}. Later phases (validation, integration) write {@code {"message": "x"}}
 * with a space.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html">
 *     Gateway response types for API Gateway</a>
 */
public final class GatewayErrors {
  private static final String INTERNAL = "Internal server error";
  static final String TIGHT = "{\"message\":";
  private static final String SPACED = "{\"message\": ";

  private GatewayErrors() {}

  /** Reports that no resource serves this path and verb. */
  public static GatewayException missingAuthenticationToken() {
    return early(MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token");
  }

  /**
   * Reports {@link #missingAuthenticationToken} for a request whose Authorization header is no
   * signature.
   *
   * @param incomplete what is wrong with the header
   */
  public static GatewayException incompleteSignature(AwsException incomplete) {
    return new GatewayException(
        MISSING_AUTHENTICATION_TOKEN, 403, incomplete.code(), incomplete.getMessage(), TIGHT, null);
  }

  /** Reports {@link #missingAuthenticationToken} for a signed request. */
  @Unverified("That a signed request to an unknown resource is answered with this text is assumed.")
  public static GatewayException resourceNotFound() {
    return early(RESOURCE_NOT_FOUND, "Not Found");
  }

  /** Reports that the API or stage is unknown, or that the default endpoint is disabled. */
  public static GatewayException forbidden() {
    return new GatewayException(
        GatewayResponseType.DEFAULT_4XX, 403, "ForbiddenException", "Forbidden", TIGHT, null);
  }

  public static GatewayException requestTooLong() {
    return late(REQUEST_TOO_LARGE, REQUEST_TOO_LARGE.status(), "Request Too Long", null);
  }

  public static GatewayException unsupportedMediaType() {
    return late(
        UNSUPPORTED_MEDIA_TYPE, UNSUPPORTED_MEDIA_TYPE.status(), "Unsupported Media Type", null);
  }

  /** Reports that the ARN of the method with this path is longer than AWS allows. */
  public static GatewayException requestUriTooLong() {
    return late(GatewayResponseType.DEFAULT_4XX, 414, "Request URI too long", null);
  }

  /**
   * Reports that required parameters are missing or blank.
   *
   * @param names of headers, then of path parameters, then of query parameters
   */
  public static GatewayException missingRequiredParameters(Collection<String> names) {
    return late(
        BAD_REQUEST_PARAMETERS,
        BAD_REQUEST_PARAMETERS.status(),
        "Missing required request parameters: [" + String.join(", ", names) + "]",
        null);
  }

  /**
   * Reports that the body does not match the model of its media type.
   *
   * @param problems what is wrong with the body
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
   * Reports that the model of the body's media type is no JSON schema.
   *
   * @param detail what is wrong with the model
   */
  @Unverified(
      "That AWS answers 500 when a model is no JSON schema is assumed; no answer is recorded.")
  public static GatewayException unusableModel(@Nullable String detail) {
    return configuration("Invalid model schema").explained(detail);
  }

  /**
   * Reports that a parameter mapping reads a request body that starts like JSON but is malformed.
   */
  public static GatewayException invalidJsonInRequestBody() {
    return late(BAD_REQUEST_BODY, 400, "Invalid JSON in request body", null);
  }

  /** Reports {@link #invalidJsonInRequestBody} for the integration's response. */
  public static GatewayException invalidJsonInResponseBody() {
    return configuration("Invalid JSON in response body");
  }

  /** Reports that the backend did not answer within the integration's timeout. */
  public static GatewayException integrationTimeout() {
    return late(
        INTEGRATION_TIMEOUT,
        504,
        "Endpoint request timed out",
        "Execution failed due to a timeout error");
  }

  /**
   * Reports that the backend could not be reached, or that it closed the connection.
   *
   * @param why the cause; AWS does not tell it
   */
  public static GatewayException networkError(String why) {
    return late(
            INTEGRATION_FAILURE,
            504,
            "Network error communicating with endpoint",
            "Execution failed due to a network error communicating with endpoint")
        .explained(why);
  }

  /** Reports that the integration's URI, with its stage variables replaced, has no host. */
  public static GatewayException invalidEndpointAddress() {
    return configuration("Invalid endpoint address");
  }

  /** Reports that the VPC link is named by a stage variable that is not set. */
  public static GatewayException unnamedVpcLink() {
    return invalidEndpointAddress()
        .explained("the connection id of the integration is empty: a stage variable is not set");
  }

  /**
   * Reports that no local address is set for the load balancer of a VPC link. AWS has no such
   * error.
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
   * Reports that the backend's response is larger than API Gateway allows.
   *
   * @param length as the backend declares it
   */
  public static GatewayException integrationResponseTooLong(String length, int maxBytes) {
    return configuration(
        "Integration response of reported length %s is larger than allowed maximum of %d bytes."
            .formatted(length, maxBytes));
  }

  /**
   * Reports that no endpoint is set for an AWS service. AWS has no such error.
   *
   * @param variable environment variable that sets the service's endpoint
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
   * Reports that the role of the integration's credentials cannot be assumed.
   *
   * @param detail what is wrong; AWS does not tell it
   */
  public static GatewayException roleNotAssumed(String role, String detail) {
    return configuration("API Gateway does not have permission to assume the provided role " + role)
        .explained(detail);
  }

  /**
   * Reports that the function does not exist, or that its policy does not let this method invoke
   * it.
   */
  public static GatewayException invalidPermissionsOnFunction() {
    return configuration("Invalid permissions on Lambda function");
  }

  /**
   * Reports that a mapping template does not parse, failed, or got binary data.
   *
   * @param detail what is wrong; AWS does not tell it
   */
  public static GatewayException unableToTransformRequest(@Nullable String detail) {
    return configuration("Unable to transform request").explained(detail);
  }

  /** Reports {@link #unableToTransformRequest} for the response. */
  public static GatewayException unableToTransformResponse(@Nullable String detail) {
    return configuration("Unable to transform response").explained(detail);
  }

  /** Reports that no integration response matches and that there is no default one. */
  public static GatewayException noMatchForOutputMapping(int endpointStatus) {
    return configuration(
        "No match for output mapping and no default output mapping configured. Endpoint Response"
            + " Status Code: "
            + endpointStatus);
  }

  /** Reports that the status of the chosen integration response has no method response. */
  public static GatewayException noMethodResponse(int status) {
    return configuration("Output mapping refers to an invalid method response: " + status);
  }

  /** Reports that a template or function set a status that is no final status. */
  @Unverified("That AWS answers 500 to a status below 200 is assumed; no answer is recorded.")
  public static GatewayException interimStatus(int status) {
    return configuration("Invalid response status: " + status);
  }

  /**
   * Reports that the request template of a MOCK integration rendered no integer {@code statusCode}.
   */
  public static GatewayException mockStatusMissing() {
    return configuration("statusCode should be an integer which defined in request template");
  }

  /** Reports that a mapping sets a header that API Gateway sets itself. */
  public static GatewayException headerAlreadyPresent(String header) {
    return configuration(header + " header already present");
  }

  /** Reports that a body to decode is no base64. */
  public static GatewayException invalidBase64() {
    return configuration("Unable to base64 decode the body.");
  }

  /**
   * Reports that the httpMethod of an AWS_PROXY integration is not POST. The type is
   * INTEGRATION_FAILURE, but the status is 500.
   */
  public static GatewayException lambdaProxyNeedsPost() {
    return late(
        INTEGRATION_FAILURE,
        500,
        INTERNAL,
        "Execution failed due to configuration error: Malformed Lambda proxy integration");
  }

  /** Reports that a proxy function returned no valid proxy response. */
  public static GatewayException malformedLambdaProxyResponse() {
    return late(
        DEFAULT_5XX,
        502,
        INTERNAL,
        "Execution failed due to configuration error: Malformed Lambda proxy response");
  }

  /**
   * Reports that a proxy function failed.
   *
   * @param error the message of the function's error object
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

  /** Reports that Lambda refused or could not run the function. */
  public static GatewayException lambdaFailed(String reason) {
    return late(DEFAULT_5XX, 500, INTERNAL, "Execution failed due to an internal error: " + reason);
  }

  /** Reports that a function's stream does not begin with metadata and the delimiter. */
  public static GatewayException malformedLambdaStream() {
    return late(
        DEFAULT_5XX,
        500,
        INTERNAL,
        "Execution failed due to configuration error: Malformed Lambda proxy response");
  }

  /** Reports that the client has closed the connection. Nobody reads this response. */
  public static GatewayException clientGone() {
    return late(
        DEFAULT_5XX, 500, INTERNAL, "Execution stopped: the client has closed the connection");
  }

  /** Reports a bug of Postern. */
  public static GatewayException internal() {
    return late(DEFAULT_5XX, 500, INTERNAL, null);
  }

  /** Reports a part of AWS's data plane that Postern does not implement yet. */
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
