package dev.postern.aws.error;

import dev.postern.aws.Unverified;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Errors of the REST control plane about methods, integrations and models. */
public final class MethodErrors {
  private MethodErrors() {}

  // Methods

  public static AwsException invalidHttpMethod() {
    return RestErrors.badRequest(
        "Invalid HttpMethod specified. Valid options are"
            + " GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY");
  }

  public static AwsException methodExists() {
    return RestErrors.conflict("Method already exists for this resource");
  }

  @Unverified("The text is worded as the one for HTTP methods; AWS's own text is not recorded.")
  public static AwsException invalidAuthorizationType() {
    return RestErrors.badRequest(
        "Invalid AuthorizationType specified. Valid options are"
            + " NONE,AWS_IAM,CUSTOM,COGNITO_USER_POOLS");
  }

  public static AwsException authorizerRequired() {
    return RestErrors.badRequest(
        "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or"
            + " COGNITO_USER_POOLS requires a valid authorizer.");
  }

  public static AwsException invalidRequestValidator() {
    return RestErrors.badRequest("Invalid Request Validator identifier specified");
  }

  public static AwsException invalidModelIdentifier(String name) {
    return RestErrors.badRequest("Invalid model identifier specified: " + name);
  }

  public static AwsException parameterNamesNotUnique() {
    return RestErrors.badRequest(
        "Parameter names must be unique across querystring, header and path");
  }

  public static AwsException methodResponseExists() {
    return RestErrors.conflict("Response already exists for this resource");
  }

  // Integrations

  public static AwsException integrationNeedsHttpMethod() {
    return RestErrors.badRequest("Enumeration value for HttpMethod must be non-empty");
  }

  @Unverified(
      "AWS documents which integrations can stream; its text for the others is not recorded.")
  public static AwsException streamingNeedsProxy() {
    return RestErrors.badRequest(
        "Response transfer mode STREAM is only supported for integrations of type HTTP_PROXY and"
            + " AWS_PROXY");
  }

  public static AwsException invalidTimeout(long minMillis, long maxMillis) {
    return RestErrors.badRequest(
        "Timeout should be between %d ms and %d ms".formatted(minMillis, maxMillis));
  }

  public static AwsException invalidHttpEndpoint() {
    return RestErrors.badRequest("Invalid HTTP endpoint specified for URI");
  }

  public static AwsException integrationArnNeedsPathOrAction() {
    return RestErrors.badRequest("AWS ARN for integration must contain path or action");
  }

  public static AwsException unsupportedProxyService() {
    return RestErrors.badRequest(
        "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose"
            + " stream invocations.");
  }

  /** Reports that an integration with a service other than Lambda has no credentials. */
  public static AwsException roleRequired() {
    return RestErrors.badRequest("Role ARN must be specified for AWS integrations");
  }

  @Unverified("The text is worded as the one for HTTP methods; AWS's own text is not recorded.")
  public static AwsException invalidPassthroughBehavior() {
    return RestErrors.badRequest(
        "Invalid PassthroughBehavior specified. Valid options are"
            + " WHEN_NO_MATCH,WHEN_NO_TEMPLATES,NEVER");
  }

  @Unverified(
      "AWS documents that a selection pattern is a Java regular expression; its answer to a "
          + "malformed pattern is not recorded.")
  public static AwsException invalidSelectionPattern(String pattern) {
    return RestErrors.badRequest("Invalid selection pattern specified: " + pattern);
  }

  /**
   * Reports invalid parameter mappings.
   *
   * @param errors each from {@link #mappingExpression}, {@link #mappingParameter} and the like
   */
  public static AwsException invalidMappings(Collection<String> errors) {
    return RestErrors.badRequest(
        "Invalid mapping expression specified: " + validationResult(errors));
  }

  public static AwsException invalidContentTypes(Collection<String> errors) {
    return RestErrors.badRequest(validationResult(errors));
  }

  /** Returns the part of {@link #invalidMappings} for an expression of unknown form. */
  public static String mappingExpression(@Nullable String expression) {
    return "Invalid mapping expression specified: " + expression;
  }

  /**
   * Returns the part of {@link #invalidMappings} for a parameter that the method does not declare.
   */
  public static String mappingParameter(String parameter) {
    return "Invalid mapping expression parameter specified: " + parameter;
  }

  /** Returns the part of {@link #invalidMappings} for response mappings of an undeclared status. */
  public static String noMethodResponse() {
    return "No method response exists for method.";
  }

  /** Returns the part of {@link #invalidContentTypes} for one template. */
  public static String contentType(String contentType) {
    return "Invalid content type specified: " + contentType;
  }

  // Models

  public static AwsException emptyModelName() {
    return RestErrors.badRequest("Model name must be non-empty");
  }

  public static AwsException modelNameNotAlphanumeric(String name) {
    return RestErrors.badRequest("Model name must be alphanumeric: " + name);
  }

  public static AwsException modelExists() {
    return RestErrors.conflict("Model name already exists for this REST API");
  }

  public static AwsException emptyModelSchema() {
    return RestErrors.badRequest(
        "Model schema must have at least 1 property or array items defined");
  }

  @Unverified("The list of errors in brackets is assumed; only the text before it is recorded.")
  public static AwsException invalidModelSchema() {
    return RestErrors.badRequest(
        "Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema"
            + " specified.]");
  }

  /** Reports keywords that JSON Schema draft 4 does not have, in the order given. */
  @Unverified("The text is recorded for one keyword; the list of several is assumed.")
  public static AwsException unsupportedModelKeywords(Collection<String> keywords) {
    String list =
        keywords.stream().map(keyword -> '"' + keyword + '"').collect(Collectors.joining(","));
    return RestErrors.badRequest(
        "Invalid model specified: "
            + validationResult(
                List.of("Invalid model schema specified. Unsupported keyword(s): [" + list + "]")));
  }

  public static AwsException unknownModelReferences(Collection<String> names) {
    return RestErrors.badRequest(
        "Invalid model specified: "
            + validationResult(
                names.stream().map(name -> "Invalid model specified: " + name).toList()));
  }

  /**
   * Reports that a method still uses the model. Names the method as {@code /pets/GET}.
   *
   * @param part {@code method request} or {@code method response}
   */
  @Unverified(
      "The text is recorded for method requests only; for method responses it is assumed to be the "
          + "same.")
  public static AwsException modelInUseByMethod(
      String name, String part, String httpMethod, String path) {
    return inUse("model", name, part, path + "/" + httpMethod);
  }

  @Unverified("The text is recorded for method requests only; for models it is worded like it.")
  public static AwsException modelInUseByModel(String name, String other) {
    return inUse("model", name, "model", other);
  }

  @Unverified("The text is worded as the one for models; AWS's own text is not recorded.")
  public static AwsException requestValidatorInUse(String name, String httpMethod, String path) {
    return inUse("request validator", name, "method request", path + "/" + httpMethod);
  }

  /** Reports that a method still uses the authorizer. Names the method as {@code GET//pets}. */
  public static AwsException authorizerInUse(String name, String httpMethod, String path) {
    return inUse("authorizer", name, "method", httpMethod + "/" + path);
  }

  private static AwsException inUse(String kind, String name, String userKind, String user) {
    return RestErrors.conflict(
        "Cannot delete %s '%s', is referenced in %s: %s".formatted(kind, name, userKind, user));
  }

  private static String validationResult(Collection<String> errors) {
    return "Validation Result: warnings : [], errors : [" + String.join(", ", errors) + "]";
  }
}
