package dev.postern.control.openapi;

/** What a security scheme of a file means to API Gateway. */
sealed interface Scheme {
  /**
   * An authorizer of the API.
   *
   * @param authorizationType CUSTOM or COGNITO_USER_POOLS
   */
  record OfAuthorizer(String name, String authorizationType) implements Scheme {}

  /** Signatures of AWS. */
  record Iam() implements Scheme {}

  /** A key of a usage plan. */
  record ApiKey() implements Scheme {}

  /** Nothing: AWS does not check it. */
  record Unsupported() implements Scheme {}
}
