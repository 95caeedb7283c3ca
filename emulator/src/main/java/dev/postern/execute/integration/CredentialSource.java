package dev.postern.execute.integration;

import dev.postern.auth.Credentials;
import java.util.concurrent.CompletableFuture;

/** Whose credentials a request to an AWS service is signed with. */
@FunctionalInterface
public interface CredentialSource {
  /**
   * Credentials that are good now; called on an event loop.
   *
   * @return fails with a {@link dev.postern.aws.error.GatewayException} when there are none
   */
  CompletableFuture<Credentials> current();
}
