package dev.postern.control.openapi;

/** A security scheme of a file, as API Gateway interprets it. */
sealed interface Scheme {
  /**
   * An authorizer of the API.
   *
   * @param authorizationType CUSTOM or COGNITO_USER_POOLS
   */
  record OfAuthorizer(String name, String authorizationType) implements Scheme {}

  /** AWS Signature Version 4. */
  record Iam() implements Scheme {}

  /** An API key. */
  record ApiKey() implements Scheme {}

  /** An announced authorizer that cannot be created. Operations that name it are not imported. */
  record WithoutAuthorizer() implements Scheme {}

  /** A scheme that API Gateway ignores. */
  record Unsupported() implements Scheme {}
}
