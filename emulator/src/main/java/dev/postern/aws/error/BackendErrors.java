package dev.postern.aws.error;

import dev.postern.aws.Unverified;
import java.util.List;

/**
 * Errors of the REST control plane about connections to backends: client certificates and VPC
 * links.
 */
public final class BackendErrors {
  private BackendErrors() {}

  // Client certificates

  @Unverified(
      "Answers 404 with a text worded as those for other identifiers; AWS's text is not recorded.")
  public static AwsException invalidClientCertificateIdentifier() {
    return RestErrors.notFound("Invalid Client Certificate identifier specified");
  }

  @Unverified(
      "Status 400 and the text for a stage that names an unknown certificate are assumed; no "
          + "answer of AWS is recorded.")
  public static AwsException unknownClientCertificate() {
    return RestErrors.badRequest("Invalid Client Certificate identifier specified");
  }

  /**
   * Reports that stages use the certificate.
   *
   * @param stages each as {@code api:stage}
   */
  @Unverified(
      "\"Rotate an expiring client certificate\" documents the refusal; the text is worded as the "
          + "one for VPC links.")
  public static AwsException clientCertificateInUse(String id, List<String> stages) {
    return RestErrors.badRequest(
        "Cannot delete client certificate '%s', is referenced in %s in format of [RESTApiId:Stage]."
            .formatted(id, stages));
  }

  // VPC links

  public static AwsException invalidVpcLinkIdentifier() {
    return RestErrors.notFound("Invalid Vpc Link identifier specified");
  }

  public static AwsException emptyName() {
    return RestErrors.badRequest("Name cannot be empty");
  }

  public static AwsException malformedTargetArn(String arn) {
    return RestErrors.badRequest("Invalid ARN. ARN is not well formed " + arn);
  }

  @Unverified("The reference says that there must be a target; the text is assumed.")
  public static AwsException noTargetArn() {
    return RestErrors.badRequest("No target arn specified for vpc link.");
  }

  public static AwsException severalTargetArns() {
    return RestErrors.badRequest("More than one target arn specified for vpc link.");
  }

  public static AwsException targetArnsStay() {
    return RestErrors.badRequest("Target arns are not allowed to be changed/added.");
  }

  /**
   * Reports that methods of deployed stages use the link.
   *
   * @param methods each as {@code api:verb:resource:stage}
   */
  public static AwsException vpcLinkInUse(String id, List<String> methods) {
    return RestErrors.badRequest(
        "Cannot delete vpc link. Vpc link '%s', is referenced in %s in format of [RESTApiId:Method:Resource:Stage]."
            .formatted(id, methods));
  }
}
