package dev.postern.aws.error;

import java.util.List;

/** Errors of the REST control plane about the ways to back ends: client certificates, VPC links. */
public final class BackendErrors {
  private BackendErrors() {}

  // Client certificates

  /** Unverified spelling. */
  public static AwsException invalidClientCertificateIdentifier() {
    return RestErrors.notFound("Invalid Client Certificate identifier specified");
  }

  /** Unverified spelling: a stage names a certificate that is not there. */
  public static AwsException unknownClientCertificate() {
    return RestErrors.badRequest("Invalid Client Certificate identifier specified");
  }

  /**
   * Unverified: that it is refused is in "Rotate an expiring client certificate".
   *
   * @param stages each as {@code api:stage}
   */
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

  /** Unverified: that there must be one is in the reference. */
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
   * Methods of deployed stages go through the link.
   *
   * @param methods each as {@code api:verb:resource:stage}
   */
  public static AwsException vpcLinkInUse(String id, List<String> methods) {
    return RestErrors.badRequest(
        "Cannot delete vpc link. Vpc link '%s', is referenced in %s in format of [RESTApiId:Method:Resource:Stage]."
            .formatted(id, methods));
  }
}
