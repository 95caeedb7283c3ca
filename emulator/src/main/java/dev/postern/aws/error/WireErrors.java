package dev.postern.aws.error;

import java.util.List;

/**
 * Errors of the protocol itself, the same for all services: before any service has seen the
 * request.
 */
public final class WireErrors {
  private WireErrors() {}

  /** An operation that AWS has and Postern has not built yet. */
  public static AwsException notImplemented(String service, String operation) {
    return new AwsException(
        501,
        "NotImplementedException",
        "Postern does not implement the operation %s of %s yet".formatted(operation, service));
  }

  /** No operation of any service lives there. */
  public static AwsException unknownOperation(String method, String path) {
    return new AwsException(
        404,
        "UnknownOperationException",
        "No operation of AWS is at %s %s".formatted(method, path));
  }

  /** A request that this host does not serve, or a browser page that may not call it. */
  public static AwsException forbidden() {
    return new AwsException(403, "ForbiddenException", "Forbidden");
  }

  /** A fault of ours in any service but Lambda. Source: "Common Errors" of AWS's API references. */
  public static AwsException internalFailure() {
    return new AwsException(
        500,
        "InternalFailure",
        "The request processing has failed because of an unknown error, exception or failure.");
  }

  /** A fault of ours in Lambda. Source: Lambda API reference, ServiceException. */
  public static AwsException lambdaServiceException() {
    return new AwsException(
        500, "ServiceException", "The AWS Lambda service encountered an internal error.");
  }

  // An Authorization header that cannot be read.

  /** A part of the header that is no {@code key=value}. */
  public static AwsException notKeyValue(String part, String header) {
    return incompleteSignature(
        "'%s' not a valid key=value pair (missing equal-sign) in Authorization header: '%s'."
            .formatted(part, header));
  }

  /**
   * Parameters that the header must have and has not.
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

  /** A credential that is not {@code keyid/date/region/service/aws4_request}. */
  public static AwsException malformedCredential(String credential) {
    return incompleteSignature(
        "Credential must have exactly 5 slash-delimited elements, "
            + "e.g. keyid/date/region/service/term, got '%s'".formatted(credential));
  }

  private static AwsException incompleteSignature(String message) {
    return new AwsException(403, "IncompleteSignatureException", message);
  }

  // Values of the wrong type.

  /** A text or boolean where another type is expected. "an" is AWS's article for every type. */
  public static AwsException notConvertible(String javaClass, String target) {
    return serialization("class %s can not be converted to an %s".formatted(javaClass, target));
  }

  /** A number where another type is expected. */
  public static AwsException numberNotConvertible(String target) {
    return notConvertible("com.amazon.coral.value.json.numbers.TruncatingBigNumber", target);
  }

  public static AwsException listNotExpected() {
    return serialization("Start of list found where not expected");
  }

  public static AwsException structureNotExpected() {
    return serialization("Start of structure or map found where not expected.");
  }

  /** A text, number or boolean where a list, map or structure is expected. */
  public static AwsException scalarNotExpected() {
    return serialization("Unexpected field type");
  }

  public static AwsException nullInList() {
    return serialization("Null found where not expected");
  }

  /** A body that is no JSON, or has invalid base64 in it. */
  public static AwsException malformedJson(String detail) {
    return serialization("Could not parse request body into json: " + detail);
  }

  private static AwsException serialization(String message) {
    return new AwsException(400, "SerializationException", message);
  }

  // Modelled constraints.

  /**
   * Members that break the constraints of the service's model.
   *
   * @param code {@code ValidationException}, or what the service answers instead
   * @param failures at least one, each {@code Value 'x' at 'member' failed to satisfy ...}
   */
  public static AwsException validation(String code, List<String> failures) {
    String counted =
        failures.size() == 1
            ? "1 validation error detected: "
            : failures.size() + " validation errors detected: ";
    return new AwsException(400, code, counted + String.join("; ", failures));
  }

  /** A runtime that Lambda has not: the one enumeration it checks in a way of its own. */
  public static AwsException unknownRuntime(String runtime, List<String> runtimes) {
    return new AwsException(
        400,
        "InvalidParameterValueException",
        "Value %s at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: %s or be a valid ARN"
            .formatted(runtime, runtimes));
  }
}
