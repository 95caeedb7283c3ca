package dev.postern.execute.integration;

import dev.postern.auth.Credentials;
import java.util.concurrent.CompletableFuture;

/** The source of the credentials that sign a request to an AWS service. */
@FunctionalInterface
public interface CredentialSource {
  /**
   * Returns credentials that are valid now. Called on an event loop.
   *
   * @return fails with a {@link dev.postern.aws.error.GatewayException} if there are none
   */
  CompletableFuture<Credentials> current();
}
