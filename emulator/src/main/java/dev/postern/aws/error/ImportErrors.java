package dev.postern.aws.error;

import dev.postern.aws.Unverified;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Errors of ImportRestApi, PutRestApi and GetExport, and texts of import warnings.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-errors-warnings.html">
 *     Errors and warnings from importing your API into API Gateway</a>
 */
public final class ImportErrors {
  private static final String ITEM = "\n\t";

  private ImportErrors() {}

  /** Reports that the file is neither JSON nor YAML, or neither Swagger 2.0 nor OpenAPI 3.0. */
  public static AwsException invalidInput() {
    return RestErrors.badRequest("Invalid OpenAPI input.");
  }

  @Unverified("AWS documents the bound of 6 MB; the text is assumed.")
  public static AwsException fileTooLarge() {
    return RestErrors.badRequest("The API definition file exceeds the maximum size of 6 MB.");
  }

  /**
   * Reports an integration that is not an object, or has an object or a list where a text belongs,
   * such as an intrinsic function of CloudFormation that nobody has evaluated.
   */
  public static AwsException malformedIntegration(String path) {
    return RestErrors.badRequest(
        "Unable to parse API definition because of a malformed integration at path %s."
            .formatted(path));
  }

  /** Reports that the file has no title, so that the API would have no name. */
  public static AwsException noName() {
    return WireErrors.validation(
        "ValidationException",
        List.of(
            "Value null at 'createRestApiInput.name' failed to satisfy constraint: Member must not"
                + " be null"));
  }

  @Unverified(
      "The text is worded as the one for other enumerations; AWS's own text is not recorded.")
  public static AwsException invalidBasePathMode(String mode) {
    return RestErrors.badRequest(
        "Invalid basepath specified: %s. Valid options are ignore,prepend,split".formatted(mode));
  }

  /** Reports all errors that prevent the import, in one text. */
  public static AwsException errorsFound(List<String> errors, List<String> warnings) {
    List<String> parts = new ArrayList<>();
    parts.add("Errors found during import:");
    parts.addAll(errors);
    String text = String.join(ITEM, parts);
    return RestErrors.badRequest(
        warnings.isEmpty()
            ? text
            : text
                + "\nAdditionally, these warnings were found:"
                + ITEM
                + String.join(ITEM, warnings));
  }

  /** Reports the warnings of an import with {@code failonwarnings}. */
  public static AwsException warningsFound(List<String> warnings) {
    return RestErrors.badRequest(
        "Warnings found during import:" + ITEM + String.join(ITEM, warnings));
  }

  // Parts of errorsFound

  public static String unableToCreateResource(String path, String reason) {
    return "Unable to create resource at path '%s': %s".formatted(path, reason);
  }

  public static String unableToCreateModel(String name, String reason) {
    return "Unable to create model for '%s': %s".formatted(name, reason);
  }

  public static String unableToPutMethod(String verb, String path, String reason) {
    return "Unable to put method '%s' on resource at path '%s': %s".formatted(verb, path, reason);
  }

  public static String unableToPutIntegration(String verb, String path, String reason) {
    return "Unable to put integration on '%s' for resource at path '%s': %s"
        .formatted(verb, path, reason);
  }

  @Unverified("The text is worded as the one for integrations; AWS's own text is not recorded.")
  public static String unableToPutMethodResponse(
      String status, String verb, String path, String reason) {
    return "Unable to put method response '%s' on '%s' for resource at path '%s': %s"
        .formatted(status, verb, path, reason);
  }

  public static String unableToPutIntegrationResponse(String verb, String path, String reason) {
    return "Unable to put integration response on '%s' for resource at path '%s': %s"
        .formatted(verb, path, reason);
  }

  @Unverified("The text is worded as the one for models; AWS's own text is not recorded.")
  public static String unableToCreateAuthorizer(String name, String reason) {
    return "Unable to create authorizer for '%s': %s".formatted(name, reason);
  }

  @Unverified("The text is worded as the one for models; AWS's own text is not recorded.")
  public static String unableToPutGatewayResponse(String type, String reason) {
    return "Unable to put gateway response '%s': %s".formatted(type, reason);
  }

  /** Returns the reason for an unknown authorizer type, in the words of CreateAuthorizer. */
  @Unverified("That such a type is an error, and not ignored, is assumed.")
  public static String authorizerType(String type) {
    return "1 validation error detected: Value '%s' at 'createAuthorizerInput.type' failed to satisfy constraint: Member must satisfy enum value set: [TOKEN, REQUEST, COGNITO_USER_POOLS]"
        .formatted(type);
  }

  /** Returns the reason for a reference to another file or to a URL. Postern fetches neither. */
  public static String remoteReference(String reference) {
    return "Unable to resolve reference '%s': only references within the file are supported."
        .formatted(reference);
  }

  // Warnings

  /**
   * Returns the warning for a member of an integration that has the wrong type.
   *
   * @param member of the integration: {@code requestParameters}
   * @param property the wrong part of it: {@code integration.request.header.nothing}
   */
  public static String invalidFormat(
      String member, String type, String property, String path, String verb, String value) {
    return "Invalid format for '%s'. Expected type %s for property '%s' of resource '%s' and method '%s' but got '%s'"
        .formatted(member, type, property, path, verb, value);
  }

  public static String unsupportedParameter(String in, String name) {
    return "Parameter type %s for parameter %s not supported. Ignoring.".formatted(in, name);
  }

  public static String modelNotFound(String name) {
    return "Reference to model '%s' not found. Ignoring.".formatted(name);
  }

  /**
   * Returns the warning for a response model that could not be created.
   *
   * @param verb HTTP method
   */
  public static String invalidResponseModel(String contentType, String verb) {
    return "Invalid format for model %s for method %s".formatted(contentType, verb);
  }

  /**
   * Returns the warning for an integration of an unknown type.
   *
   * @param type as in the file, or {@code null} if it has none
   */
  @Unverified("The text is recorded for a missing type; for an unknown one it is assumed.")
  public static String unknownIntegrationType(String type, String verb, String path) {
    return "Unknown integration type '%s' for '%s %s'. Ignoring.".formatted(type, verb, path);
  }

  /** Returns the warning for a security definition that only announces an authorizer. */
  public static String authorizerExtensionRequired(String name) {
    return "Unable to create authorizer from security definition: '%s'. Extension".formatted(name)
        + " x-amazon-apigateway-authorizer is required. Any methods with security: '%s' will not be"
            .formatted(name)
        + " created. If this security definition is not a custom authorizer, remove the"
        + " x-amazon-apigateway-authtype extension and it will be ignored.";
  }

  public static String moreThanOneServer() {
    return "More than one server provided. Ignoring all but the first for defining endpoint"
        + " configuration";
  }

  public static String pathWithoutSlash(String path) {
    return "Parse issue: attribute paths. Resource %s should start with /".formatted(path);
  }

  /**
   * Returns the warning for a schema that cannot be a model.
   *
   * @param type {@code StringSchema} in OpenAPI 3.0
   * @param where {@code 200 response}
   */
  @Unverified("The text is recorded for responses of OpenAPI 3.0 files; for others it is assumed.")
  public static String unsupportedModel(String type, String where, String verb, String path) {
    return "Unsupported model type '%s' in %s to method '%s %s'. Ignoring."
        .formatted(type, where, verb, path);
  }

  @Unverified("The text of this warning is assumed; no import with such a status is recorded.")
  public static String unsupportedStatus(String status, String verb, String path) {
    return "Unsupported response status code '%s' of method '%s %s'. Ignoring."
        .formatted(status, verb, path);
  }

  @Unverified(
      "The text of this warning is worded as the one for models; AWS's own text is not recorded.")
  public static String referenceNotFound(String reference) {
    return "Reference '%s' not found. Ignoring.".formatted(reference);
  }

  @Unverified(
      "The text of this warning is worded as the one for models; AWS's own text is not recorded.")
  public static String validatorNotFound(String name) {
    return "Reference to request validator '%s' not found. Ignoring.".formatted(name);
  }

  @Unverified(
      "The text of this warning is worded as the one for models; AWS's own text is not recorded.")
  public static String securityNotFound(String name) {
    return "Reference to security definition '%s' not found. Ignoring.".formatted(name);
  }

  @Unverified(
      "The text of this warning is assumed; no import with such a security definition is "
          + "recorded.")
  public static String unsupportedSecurity(String type, String name) {
    return "Unsupported security definition type '%s' for '%s'. Ignoring.".formatted(type, name);
  }

  @Unverified("The text of this warning is assumed; no import with such an extension is recorded.")
  public static String unsupportedExtension(String name) {
    return "Invalid format for '%s'. Ignoring.".formatted(name);
  }

  @Unverified(
      "The text of this warning is assumed; no import with such a response type is recorded.")
  public static String unknownGatewayResponse(String type) {
    return "Unsupported gateway response type '%s'. Ignoring.".formatted(type);
  }

  // GetExport

  @Unverified(
      "The text is worded as the one for other enumerations; AWS's own text is not recorded.")
  public static AwsException invalidExportType(String type) {
    return RestErrors.badRequest(
        "Invalid export type specified: %s. Valid options are oas30,swagger".formatted(type));
  }

  /**
   * Reports that the request does not say which format it accepts.
   *
   * @param accepts the header {@code Accept}, or null
   */
  @Unverified("The text is recorded without an Accept header; for others it is assumed.")
  public static AwsException unableToBuildExporter(@Nullable String accepts) {
    return RestErrors.badRequest("Unable to build exporter: " + accepts);
  }

  @Unverified("The part of the text after \"for\" is assumed; only the part before it is recorded.")
  public static AwsException onlyNonJsonBodyModels(String verb, String path) {
    return RestErrors.badRequest(
        "Only found non-JSON body models for method '%s' on resource '%s'".formatted(verb, path));
  }
}
