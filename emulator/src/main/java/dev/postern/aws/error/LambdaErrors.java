package dev.postern.aws.error;

import java.util.Collection;
import java.util.Map;

/**
 * Errors of the Lambda control plane (service {@code lambda}).
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html">Common errors</a>
 */
public final class LambdaErrors {
  private LambdaErrors() {}

  // Functions

  /**
   * Reports that the function or its version does not exist.
   *
   * @param arn qualified if the call was
   */
  public static AwsException functionNotFound(String arn) {
    return notFound("Function not found: " + arn);
  }

  /**
   * Reports that the alias does not exist.
   *
   * @param arn with the alias
   */
  public static AwsException aliasNotFound(String arn) {
    return notFound("Cannot find alias arn: " + arn);
  }

  public static AwsException functionAlreadyExists(String name) {
    return new AwsException(409, "ResourceConflictException", "Function already exist: " + name);
  }

  public static AwsException functionOfOtherRegion(String theirs, String ours) {
    return notFound(
        "Functions from '%s' are not reachable in this region ('%s')".formatted(theirs, ours));
  }

  /**
   * Reports that the function belongs to another account and that its policy does not allow the
   * caller.
   *
   * @param account the caller's
   * @param action such as {@code lambda:GetFunction}
   */
  public static AwsException functionOfOtherAccount(
      String partition, String account, String action, String arn) {
    return new AwsException(
        403,
        "AccessDeniedException",
        ("User: arn:%s:iam::%s:root is not authorized to perform: %s on resource: %s because no"
                + " resource-based policy allows the %s action")
            .formatted(partition, account, action, arn, action));
  }

  public static AwsException qualifiersDiffer() {
    return invalid(
        "The derived qualifier from the function name does not match the specified qualifier.");
  }

  public static AwsException latestCannotBeDeleted() {
    return invalid("$LATEST version cannot be deleted without deleting the function.");
  }

  public static AwsException aliasDeletionNotSupported() {
    return invalid("Deletion of aliases is not currently supported.");
  }

  public static AwsException functionNameInvalid(String name) {
    return validation(
        "Value '%s' at 'functionName' failed to satisfy constraint: Member must satisfy regular"
                .formatted(name)
            + " expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?"
            + "((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?"
            + "([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?");
  }

  public static AwsException functionNameTooLong(String name) {
    return invalid(
        "1 validation error detected: Value '%s' at 'functionName' failed to satisfy constraint: Member must have length less"
                .formatted(name)
            + " than or equal to 64");
  }

  /** Reports that the RevisionId of the request is not the function's current one. */
  public static AwsException revisionDiffers(String operationToCall) {
    return new AwsException(
        412,
        "PreconditionFailedException",
        "The Revision Id provided does not match the latest Revision Id. Call the %s API to retrieve"
                .formatted(operationToCall)
            + " the latest Revision Id");
  }

  public static AwsException unknownMarker() {
    return invalid("The provided marker is invalid.");
  }

  // Configuration

  public static AwsException runtimeAndHandlerMandatory() {
    return invalid(
        "Runtime and Handler are mandatory parameters for functions created with deployment"
            + " packages.");
  }

  public static AwsException runtimeOrHandlerWithImage() {
    return invalid(
        "Please don't provide Handler or Runtime or Layer when the intended function PackageType is"
            + " Image.");
  }

  public static AwsException imageConfigWithZip() {
    return invalid("Please don't provide ImageConfig when using Zip packages.");
  }

  public static AwsException timeoutTooLong(int seconds) {
    return validation(
        "Value '%d' at 'timeout' failed to satisfy constraint: Member must have value less than or"
                .formatted(seconds)
            + " equal to 900");
  }

  public static AwsException memoryTooLarge() {
    return new AwsException(
        400,
        "ValidationException",
        "'MemorySize' value failed to satisfy constraint: Member must have value less than or equal"
            + " to 10240");
  }

  public static AwsException environmentNameInvalid() {
    return validation(
        "Value at 'environment.variables' failed to satisfy constraint: Map keys must satisfy"
            + " constraint: [Member must satisfy regular expression pattern:"
            + " [a-zA-Z]([a-zA-Z0-9_])+]");
  }

  public static AwsException reservedEnvironment(Collection<String> names) {
    return invalid(
        "Lambda was unable to configure your environment variables because the environment variables"
            + " you have provided contains reserved keys that are currently not supported for"
            + " modification. Reserved keys used in this request: "
            + String.join(", ", names));
  }

  /**
   * Reports more than 4 KB of environment variables.
   *
   * @param json the variables as one JSON object
   */
  public static AwsException environmentTooLarge(String json) {
    return invalid(
        "Lambda was unable to configure your environment variables because the environment variables"
            + " you have provided exceeded the 4KB limit. String measured: "
            + json);
  }

  // Code

  public static AwsException codeMissing() {
    return invalid("Please provide a source for function code.");
  }

  public static AwsException codeSourcesMixed() {
    return invalid("Please do not provide other FunctionCode parameters when providing a ZipFile.");
  }

  public static AwsException imageUriMissing() {
    return invalid("Please provide ImageUri when updating a function with packageType Image.");
  }

  public static AwsException imageUriWithZip() {
    return invalid("Please don't provide ImageUri when updating a function with packageType Zip.");
  }

  public static AwsException zipNotReadable() {
    return invalid(
        "Could not unzip uploaded file. Please check your file, then try to upload again.");
  }

  public static AwsException zipEmpty() {
    return invalid("Uploaded file must be a non-empty zip");
  }

  public static AwsException zipTooLarge() {
    return tooLarge("Zipped size must be smaller than 52428800 bytes");
  }

  public static AwsException unzippedTooLarge() {
    return invalid("Unzipped size must be smaller than 262144000 bytes");
  }

  /**
   * Reports that the request is larger than its operation allows.
   *
   * @param operation {@code CreateFunction} or {@code UpdateFunctionCode}
   */
  public static AwsException requestTooLarge(long bytes, String operation) {
    return tooLarge(
        "Request must be smaller than %d bytes for the %s operation".formatted(bytes, operation));
  }

  /** Reports that Postern has no S3 to read code from yet. AWS has no such error. */
  public static AwsException codeFromS3NotThere(String bucket, String key) {
    return invalid(
        ("Postern cannot take function code from S3 yet (bucket %s, key %s): send the deployment"
                + " package itself in ZipFile")
            .formatted(bucket, key));
  }

  // Resource policy

  /** Reports that there is no policy to get, or that the ARN names nothing that can have tags. */
  public static AwsException resourceNotFound() {
    return notFound("The resource you requested does not exist.");
  }

  public static AwsException noPolicyAssociated() {
    return notFound("No policy is associated with the given resource.");
  }

  public static AwsException statementNotFound(String statementId) {
    return notFound("Statement %s is not found in resource policy.".formatted(statementId));
  }

  public static AwsException statementAlreadyExists(String statementId) {
    return new AwsException(
        409,
        "ResourceConflictException",
        ("The statement id (%s) provided already exists. Please provide a new statement id, or"
                + " remove the existing statement.")
            .formatted(statementId));
  }

  public static AwsException policyForLatest() {
    return invalid("We currently do not support adding policies for $LATEST.");
  }

  public static AwsException principalInvalid() {
    return invalid("The provided principal was invalid. Please check the principal and try again.");
  }

  public static AwsException policyTooLong(int bytes, int limit) {
    return new AwsException(
        400,
        "PolicyLengthExceededException",
        "The final policy size (%d) is bigger than the limit (%d).".formatted(bytes, limit));
  }

  // Tags and concurrency

  public static AwsException tooManyTags() {
    return invalid("Number of tags exceeds resource tag limit.");
  }

  public static AwsException tooMuchReserved() {
    return invalid(
        "Specified ReservedConcurrentExecutions for function decreases account's"
            + " UnreservedConcurrentExecution below its minimum value of [100].");
  }

  // Invoke

  /**
   * Reports that the event of an Invoke is not JSON.
   *
   * @param reason the parser's message, with the position
   */
  public static AwsException payloadNotJson(String reason) {
    return invalidContent(
        "Could not parse request body into json: Could not parse payload into json: " + reason);
  }

  /**
   * Reports that the event of an Invoke is too large.
   *
   * @param invocationType {@code RequestResponse} or {@code Event}
   */
  public static AwsException payloadTooLarge(int bytes, String invocationType, int limit) {
    return tooLarge(
        "%d byte payload is too large for the %s invocation type (limit %d bytes)"
            .formatted(bytes, invocationType, limit));
  }

  public static AwsException clientContextInvalid() {
    return invalidContent("Client context must be a valid Base64-encoded JSON object.");
  }

  /**
   * Reports more concurrent invocations than the function or the account may have.
   *
   * @param reason such as {@code ReservedFunctionConcurrentInvocationLimitExceeded}
   */
  public static AwsException tooManyRequests(String reason) {
    return new AwsException(
        429, "TooManyRequestsException", "Rate Exceeded.", Map.of("Reason", reason));
  }

  /**
   * Reports that the sandbox could not be started on this machine. AWS has no such error.
   *
   * @param message one line that says what is missing
   */
  public static AwsException sandboxFailed(String message) {
    return new AwsException(500, "ServiceException", message);
  }

  /**
   * Reports a part of an operation that Postern does not implement yet.
   *
   * @param what such as {@code function layers}
   */
  public static AwsException notImplemented(String what) {
    return new AwsException(
        501, "NotImplementedException", "Postern does not implement %s yet".formatted(what));
  }

  private static AwsException tooLarge(String message) {
    return new AwsException(413, "RequestEntityTooLargeException", message);
  }

  private static AwsException notFound(String message) {
    return new AwsException(404, "ResourceNotFoundException", message);
  }

  private static AwsException invalid(String message) {
    return new AwsException(400, "InvalidParameterValueException", message);
  }

  private static AwsException invalidContent(String message) {
    return new AwsException(400, "InvalidRequestContentException", message);
  }

  private static AwsException validation(String failure) {
    return new AwsException(400, "ValidationException", "1 validation error detected: " + failure);
  }
}
