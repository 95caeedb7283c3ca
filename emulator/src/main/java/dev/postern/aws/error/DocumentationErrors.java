package dev.postern.aws.error;

import dev.postern.aws.Unverified;

/** Errors of the REST control plane about the documentation of an API. */
public final class DocumentationErrors {
  private DocumentationErrors() {}

  // Parts

  public static AwsException invalidPartIdentifier() {
    return RestErrors.notFound("Invalid Documentation part identifier specified");
  }

  /**
   * Reports that the location already has a documentation part.
   *
   * @param location such as {@code type 'API'}
   * @see <a
   *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api-quick-start-with-restapi.html">
   *     Document an API using the API Gateway REST API</a>
   */
  @Unverified(
      "The location in the text is recorded for a type alone; its form for a type with a path or "
          + "a name is assumed.")
  public static AwsException partExists(String location) {
    return RestErrors.conflict(
        "Documentation part already exists for the specified location: " + location);
  }

  @Unverified("The guide says that the field is an error; the text is assumed.")
  public static AwsException invalidLocationField(String field, String type) {
    return RestErrors.badRequest(
        "Invalid location field '%s' specified for documentation part of type '%s'"
            .formatted(field, type));
  }

  @Unverified("The text for a location without a name is assumed; no answer of AWS is recorded.")
  public static AwsException locationNeedsName(String type) {
    return RestErrors.badRequest(
        "Location field 'name' must be specified for documentation part of type '%s'"
            .formatted(type));
  }

  @Unverified(
      "The text for properties that are no JSON object is assumed; no answer of AWS is recorded.")
  public static AwsException invalidProperties() {
    return RestErrors.badRequest("Documentation part properties must be a valid JSON object");
  }

  /** Reports that ImportDocumentationParts cannot read the file. */
  public static AwsException invalidImport() {
    return RestErrors.badRequest("Unable to build importer with provided input.");
  }

  /** Reports the warnings of an import with {@code failonwarnings}; the text consists of them. */
  public static AwsException importWarnings(String warnings) {
    return RestErrors.badRequest(warnings);
  }

  // Versions

  public static AwsException invalidVersion() {
    return RestErrors.notFound("Invalid Documentation version specified");
  }

  @Unverified("The text for an empty version is assumed; no answer of AWS is recorded.")
  public static AwsException emptyVersion() {
    return RestErrors.badRequest("Documentation version must be non-empty");
  }

  @Unverified(
      "Status 409 and the text are assumed; no second version of the same name is recorded.")
  public static AwsException versionExists(String version) {
    return RestErrors.conflict(
        "Documentation version already exists for this REST API: " + version);
  }

  @Unverified("The text is worded as the one for deployments; AWS's own text is not recorded.")
  public static AwsException versionInUse() {
    return RestErrors.badRequest(
        "Active stages pointing to this documentation version must be moved or deleted");
  }
}
