package dev.postern.aws.error;

/** Errors of the REST control plane about the documentation of an API. */
public final class DocumentationErrors {
  private DocumentationErrors() {}

  // Parts

  public static AwsException invalidPartIdentifier() {
    return RestErrors.notFound("Invalid Documentation part identifier specified");
  }

  /**
   * A location has one part.
   *
   * @param location such as {@code type 'API'}; unverified for locations of more than a type
   * @see <a
   *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api-quick-start-with-restapi.html">
   *     Document an API using the API Gateway REST API</a>
   */
  public static AwsException partExists(String location) {
    return RestErrors.conflict(
        "Documentation part already exists for the specified location: " + location);
  }

  /** Unverified spelling: the guide says that it is an error. */
  public static AwsException invalidLocationField(String field, String type) {
    return RestErrors.badRequest(
        "Invalid location field '%s' specified for documentation part of type '%s'"
            .formatted(field, type));
  }

  /** Unverified spelling. */
  public static AwsException locationNeedsName(String type) {
    return RestErrors.badRequest(
        "Location field 'name' must be specified for documentation part of type '%s'"
            .formatted(type));
  }

  /** Unverified spelling. */
  public static AwsException invalidProperties() {
    return RestErrors.badRequest("Documentation part properties must be a valid JSON object");
  }

  /** What AWS answers to ImportDocumentationParts for a file it cannot read. */
  public static AwsException invalidImport() {
    return RestErrors.badRequest("Unable to build importer with provided input.");
  }

  /** An import with warnings that was not to have any; the warnings are the text. */
  public static AwsException importWarnings(String warnings) {
    return RestErrors.badRequest(warnings);
  }

  // Versions

  public static AwsException invalidVersion() {
    return RestErrors.notFound("Invalid Documentation version specified");
  }

  /** Unverified spelling. */
  public static AwsException emptyVersion() {
    return RestErrors.badRequest("Documentation version must be non-empty");
  }

  /** Unverified spelling. */
  public static AwsException versionExists(String version) {
    return RestErrors.conflict(
        "Documentation version already exists for this REST API: " + version);
  }

  /** Unverified: worded as the one for deployments. */
  public static AwsException versionInUse() {
    return RestErrors.badRequest(
        "Active stages pointing to this documentation version must be moved or deleted");
  }
}
