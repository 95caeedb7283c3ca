package dev.postern.aws.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Errors of the protocol, the same for all services. They arise before a service gets the request.
 */
public final class WireErrors {
  private WireErrors() {}

  /** Reports an operation that Postern does not implement yet. */
  public static AwsException notImplemented(String service, String operation) {
    return new AwsException(
        501,
        "NotImplementedException",
        "Postern does not implement the operation %s of %s yet".formatted(operation, service));
  }

  /**
   * Reports a service that Postern is not. No SDK sends a request again that has status 501.
   *
   * @param service such as {@code SQS}; {@code ""} if the request does not tell it
   * @param variable that would name its endpoint, or null
   */
  public static AwsException noSuchService(
      String service, String operation, @Nullable String variable) {
    String name = service.isEmpty() ? "that service" : service;
    return new AwsException(
        501,
        "NotImplemented",
        "Postern has no %s (%s): it is API Gateway and Lambda. Start it with %s to send such requests to a server that has it"
            .formatted(
                name,
                operation,
                (variable == null ? "" : variable + "=URL or ") + "--upstream URL"));
  }

  /** Reports that the server to which a request was to be sent on does not answer. */
  public static AwsException upstreamUnreachable(String service, String url, String reason) {
    return new AwsException(
        502,
        "BadGateway",
        "Postern sends requests for %s to %s, which does not answer: %s"
            .formatted(service.isEmpty() ? "other services" : service, url, reason));
  }

  /** Reports a request that a Postern has sent on already: its upstream leads back here. */
  public static AwsException upstreamIsPostern(String service, String url) {
    return new AwsException(
        501,
        "NotImplemented",
        "Postern sends requests for %s to %s, and they come back from there"
            .formatted(service.isEmpty() ? "other services" : service, url));
  }

  /** Reports that no operation of any service has this verb and path. */
  public static AwsException unknownOperation(String method, String path) {
    return new AwsException(
        404,
        "UnknownOperationException",
        "No operation of AWS is at %s %s".formatted(method, path));
  }

  /** Reports a request that this host does not serve, or a browser page that may not call it. */
  public static AwsException forbidden() {
    return new AwsException(403, "ForbiddenException", "Forbidden");
  }

  /**
   * Reports a bug of Postern in any service but Lambda. Source: "Common Errors" of AWS's API
   * references.
   */
  public static AwsException internalFailure() {
    return new AwsException(
        500,
        "InternalFailure",
        "The request processing has failed because of an unknown error, exception or failure.");
  }

  /** Reports a bug of Postern in Lambda. Source: Lambda API reference, ServiceException. */
  public static AwsException lambdaServiceException() {
    return new AwsException(
        500, "ServiceException", "The AWS Lambda service encountered an internal error.");
  }

  // Malformed Authorization headers

  /** Reports a part of the header that is no {@code key=value}. */
  public static AwsException notKeyValue(String part, String header) {
    return incompleteSignature(
        "'%s' not a valid key=value pair (missing equal-sign) in Authorization header: '%s'."
            .formatted(part, header));
  }

  /**
   * Reports required parameters that the header lacks.
   *
   * @param missing their names, in AWS's order
   * @param noDate whether the request has neither an {@code X-Amz-Date} nor a {@code Date} header
   */
  public static AwsException missingSignatureParameters(
      List<String> missing, boolean noDate, String header) {
    StringBuilder text = new StringBuilder();
    for (String name : missing) {
      text.append("Authorization header requires '").append(name).append("' parameter. ");
    }
    if (noDate) {
      text.append("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date'")
          .append(" header. ");
    }
    return incompleteSignature(text.append("Authorization=").append(header).toString());
  }

  /**
   * Reports a credential that does not have the form {@code
   * keyid/date/region/service/aws4_request}.
   */
  public static AwsException malformedCredential(String credential) {
    return incompleteSignature(
        "Credential must have exactly 5 slash-delimited elements, "
            + "e.g. keyid/date/region/service/term, got '%s'".formatted(credential));
  }

  private static AwsException incompleteSignature(String message) {
    return new AwsException(403, "IncompleteSignatureException", message);
  }

  // Values of the wrong type

  /**
   * Reports a text or boolean where another type is expected. AWS writes "an" before every type.
   */
  public static AwsException notConvertible(String javaClass, String target) {
    return serialization("class %s can not be converted to an %s".formatted(javaClass, target));
  }

  /** Reports a number where another type is expected. */
  public static AwsException numberNotConvertible(String target) {
    return notConvertible("com.amazon.coral.value.json.numbers.TruncatingBigNumber", target);
  }

  public static AwsException listNotExpected() {
    return serialization("Start of list found where not expected");
  }

  public static AwsException structureNotExpected() {
    return serialization("Start of structure or map found where not expected.");
  }

  /** Reports a text, number or boolean where a list, map or structure is expected. */
  public static AwsException scalarNotExpected() {
    return serialization("Unexpected field type");
  }

  public static AwsException nullInList() {
    return serialization("Null found where not expected");
  }

  /** Reports a body that is no JSON or contains invalid base64. */
  public static AwsException malformedJson(String detail) {
    return serialization("Could not parse request body into json: " + detail);
  }

  private static AwsException serialization(String message) {
    return new AwsException(400, "SerializationException", message);
  }

  // Modelled constraints

  /**
   * Reports members that break the constraints of the service's model.
   *
   * @param code {@code ValidationException}, or another code of the service
   * @param failures at least one, each {@code Value 'x' at 'member' failed to satisfy ...}
   */
  public static AwsException validation(String code, List<String> failures) {
    String counted =
        failures.size() == 1
            ? "1 validation error detected: "
            : failures.size() + " validation errors detected: ";
    return new AwsException(400, code, counted + String.join("; ", failures));
  }

  /**
   * Reports an unknown Lambda runtime. Lambda words this enumeration differently from all others.
   */
  public static AwsException unknownRuntime(String runtime, List<String> runtimes) {
    return new AwsException(
        400,
        "InvalidParameterValueException",
        "Value %s at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: %s or be a valid ARN"
            .formatted(runtime, runtimes));
  }
}
