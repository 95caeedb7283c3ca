package dev.postern.aws.error;

/**
 * The types of gateway responses, with default status and {@code x-amzn-ErrorType}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html">
 *     Gateway response types for API Gateway</a>
 */
public enum GatewayResponseType {
  ACCESS_DENIED(403, "AccessDeniedException"),
  API_CONFIGURATION_ERROR(500, "InternalServerErrorException"),
  AUTHORIZER_CONFIGURATION_ERROR(500, "AuthorizerConfigurationException"),
  AUTHORIZER_FAILURE(500, "AuthorizerConfigurationException"),
  BAD_REQUEST_BODY(400, "BadRequestException"),
  BAD_REQUEST_PARAMETERS(400, "BadRequestException"),
  /** The default of all 4XX types; has no status of its own. */
  DEFAULT_4XX(400, "BadRequestException"),
  /** The default of all 5XX types; has no status of its own. */
  DEFAULT_5XX(500, "InternalServerErrorException"),
  EXPIRED_TOKEN(403, "ExpiredTokenException"),
  INTEGRATION_FAILURE(504, "InternalServerErrorException"),
  INTEGRATION_TIMEOUT(504, "InternalServerErrorException"),
  INVALID_API_KEY(403, "ForbiddenException"),
  INVALID_SIGNATURE(403, "InvalidSignatureException"),
  MISSING_AUTHENTICATION_TOKEN(403, "MissingAuthenticationTokenException"),
  QUOTA_EXCEEDED(429, "LimitExceededException"),
  REQUEST_TOO_LARGE(413, "RequestTooLargeException"),
  RESOURCE_NOT_FOUND(404, "NotFoundException"),
  THROTTLED(429, "TooManyRequestsException"),
  UNAUTHORIZED(401, "UnauthorizedException"),
  UNSUPPORTED_MEDIA_TYPE(415, "BadRequestException"),
  WAF_FILTERED(403, "ForbiddenException");

  private final int status;
  private final String errorType;

  GatewayResponseType(int status, String errorType) {
    this.status = status;
    this.errorType = errorType;
  }

  public int status() {
    return status;
  }

  public String errorType() {
    return errorType;
  }

  /** Returns the default type that applies if this type is not customised. */
  public GatewayResponseType family() {
    return status < 500 ? DEFAULT_4XX : DEFAULT_5XX;
  }
}
