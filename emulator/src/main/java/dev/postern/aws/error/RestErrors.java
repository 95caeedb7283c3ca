package dev.postern.aws.error;

import dev.postern.aws.AccountId;

/** Errors of the REST control plane (service {@code apigateway}). */
public final class RestErrors {
  private RestErrors() {}

  public static AwsException invalidApiIdentifier(AccountId account, String apiId) {
    return notFound("Invalid API identifier specified " + account + ":" + apiId);
  }

  private static AwsException notFound(String message) {
    return new AwsException(404, "NotFoundException", message);
  }
}
