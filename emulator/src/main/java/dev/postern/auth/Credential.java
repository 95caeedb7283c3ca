package dev.postern.auth;

import dev.postern.aws.error.WireErrors;

/**
 * The access key and scope of a signature: {@code AKID/20260131/eu-west-1/apigateway/aws4_request}.
 *
 * @param date {@code yyyyMMdd}
 * @param service signing name, such as {@code apigateway} or {@code execute-api}
 */
public record Credential(String accessKeyId, String date, String region, String service) {
  private static final String TERMINATOR = "aws4_request";

  /**
   * Parses the {@code Credential} parameter.
   *
   * @throws dev.postern.aws.error.AwsException {@code IncompleteSignatureException} if it has
   *     another form
   */
  public static Credential parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 5 || !parts[4].equals(TERMINATOR)) {
      throw WireErrors.malformedCredential(text);
    }
    return new Credential(parts[0], parts[1], parts[2], parts[3]);
  }

  @Override
  public String toString() {
    return String.join("/", accessKeyId, date, region, service, TERMINATOR);
  }
}
