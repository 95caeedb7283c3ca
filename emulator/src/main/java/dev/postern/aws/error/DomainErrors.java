package dev.postern.aws.error;

import dev.postern.aws.Unverified;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Errors of the REST control plane about custom domain names, their mappings and their access
 * associations with VPC endpoints.
 */
public final class DomainErrors {
  private DomainErrors() {}

  // Domain names

  public static AwsException invalidDomainNameIdentifier() {
    return RestErrors.notFound("Invalid domain name identifier specified");
  }

  /** Reports that the domain name exists. AWS answers 400, not a conflict. */
  public static AwsException domainNameExists() {
    return RestErrors.badRequest("The domain name you provided already exists.");
  }

  @Unverified(
      "The text for a malformed domain name is assumed; no answer of AWS to one is recorded.")
  public static AwsException invalidDomainName(String name) {
    return RestErrors.badRequest("Invalid domain name: " + name);
  }

  /** Reports a change that UpdateDomainName does not support. */
  public static AwsException invalidInput(@Nullable String path) {
    return RestErrors.badRequest(path + " Invalid request input");
  }

  /**
   * Reports that one request adds an endpoint type and removes the other. A migration takes two
   * requests.
   *
   * @param removed {@code regional} or {@code edge}
   * @param added the other of the two
   */
  public static AwsException oneUpdateAtATime(String removed, String added) {
    return RestErrors.badRequest(
        "Can only perform one update operation at a time. Request would delete %s endpoint, create %s endpoint"
            .formatted(removed, added));
  }

  public static AwsException certificateMissing(String endpointType) {
    return RestErrors.badRequest(
        "A certificate was not provided for the endpoint type " + endpointType + ".");
  }

  public static AwsException certificateOfOtherRegion(String arn, String region) {
    return RestErrors.badRequest(
        "Invalid certificate ARN: %s. Certificate must be in '%s'.".formatted(arn, region));
  }

  @Unverified(
      "The text is worded as the one for certificates of another region; AWS's own text is not "
          + "recorded.")
  public static AwsException invalidCertificateArn(String arn) {
    return RestErrors.badRequest("Invalid certificate ARN: " + arn + ".");
  }

  @Unverified(
      "The text for a certificate that is not PEM is assumed; no answer of AWS is recorded.")
  public static AwsException invalidCertificateBody() {
    return RestErrors.badRequest("Unable to parse certificate. Please ensure it is in PEM format.");
  }

  public static AwsException endpointAccessModeMissing() {
    return RestErrors.badRequest(
        "Endpoint access mode is required for the specified security policy");
  }

  @Unverified(
      "AWS documents which security policies an endpoint type has; the text for another one is "
          + "assumed.")
  public static AwsException securityPolicyOfOtherEndpoint(String policy, String endpointType) {
    return RestErrors.badRequest(
        "Security policy %s is not supported for the endpoint type %s."
            .formatted(policy, endpointType));
  }

  public static AwsException mutualTlsNeedsRegional() {
    return RestErrors.badRequest("Mutual TLS authentication is supported for Regional APIs only");
  }

  @Unverified(
      "AWS documents the form of a truststore URI; the text for a malformed one is assumed.")
  public static AwsException invalidTruststoreUri(@Nullable String uri) {
    return RestErrors.badRequest(
        "Invalid truststore URI: %s. It must have the form s3://bucket-name/key-name."
            .formatted(uri));
  }

  @Unverified("AWS documents that public domain names have no policy; the text is assumed.")
  public static AwsException policyNeedsPrivate() {
    return RestErrors.badRequest("Policies are supported for private custom domain names only");
  }

  // Base path mappings

  public static AwsException invalidBasePathMappingIdentifier() {
    return RestErrors.notFound("Invalid base path mapping identifier specified");
  }

  public static AwsException basePathExists() {
    return RestErrors.conflict("Base path already exists for this domain name");
  }

  public static AwsException basePathWithSlash() {
    return RestErrors.badRequest(
        "API Gateway V1 doesn't support the slash character (/) in base path mappings. To create a"
            + " multi-level base path mapping, use API Gateway V2.");
  }

  @Unverified("AWS documents the characters of a base path; the text for another one is assumed.")
  public static AwsException invalidBasePath(String basePath) {
    return RestErrors.badRequest(
        "Invalid base path '%s'. A base path may only contain letters, numbers and the characters $-_.+!*'()"
            .formatted(basePath));
  }

  @Unverified("Status 400 and the text are assumed; no mapping to an unknown API is recorded.")
  public static AwsException mappedApiUnknown(@Nullable String apiId) {
    return RestErrors.badRequest("Invalid API identifier specified: " + apiId);
  }

  @Unverified("Status 400 and the text are assumed; no mapping to an unknown stage is recorded.")
  public static AwsException mappedStageUnknown() {
    return RestErrors.badRequest("Invalid stage identifier specified");
  }

  /**
   * Reports that base path mappings lead to the API.
   *
   * @param domains names of the domains with these mappings
   */
  public static AwsException apiIsMapped(String apiId, Collection<String> domains) {
    return RestErrors.badRequest(
        "Deleting RestApi %s failed. Please remove all base path mappings related to the RestApi in your domains: %s."
            .formatted(apiId, String.join(", ", domains)));
  }

  @Unverified(
      "The published reports cut the text short; its end is assumed to be that for a whole API.")
  public static AwsException stageIsMapped(String stageName, Collection<String> domains) {
    return RestErrors.badRequest(
        "Deleting stage %s failed. Please remove all base path mappings related to the stage in your domains: %s."
            .formatted(stageName, String.join(", ", domains)));
  }

  // Access associations

  @Unverified(
      "Answers 404 with a text worded as those for other identifiers; AWS's text is not recorded.")
  public static AwsException invalidAccessAssociationIdentifier() {
    return RestErrors.notFound("Invalid domain name access association identifier specified");
  }

  @Unverified("Status 409 and the text are assumed; no second association is recorded.")
  public static AwsException accessAssociationExists() {
    return RestErrors.conflict("Domain name access association already exists");
  }

  @Unverified("The text for a malformed VPC endpoint id is assumed; no answer of AWS is recorded.")
  public static AwsException invalidAccessAssociationSource(String source) {
    return RestErrors.badRequest("Invalid VPC endpoint identifier specified: " + source);
  }
}
