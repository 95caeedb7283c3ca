package dev.postern.control;

import dev.postern.aws.Caller;
import dev.postern.control.state.AccountState;
import dev.postern.control.state.FunctionState;
import dev.postern.control.state.RestApiState;

/**
 * The way from the control plane to the data plane. Calls return when requests see the change.
 *
 * <p>A new value is published from inside the store's atomic section, just before it replaces the
 * old one: calls for one aggregate come in the order of its changes, and what the publisher refuses
 * is never stored. So an implementation must not change the store. Safe from any thread.
 */
public interface Publisher {
  /**
   * A stage, a deployment or an endpoint setting of the API changed, or the API is new.
   *
   * @throws dev.postern.aws.error.AwsException when AWS refuses the deployment of that content;
   *     nothing is published then
   */
  void publish(RestApiState state);

  /** The API is gone. */
  void withdrawRestApi(Caller owner, String apiId);

  /**
   * What an account has beside its APIs changed: an API key, a usage plan, a client certificate, a
   * VPC link, a custom domain name with its mappings and the VPC endpoints that may use it.
   */
  default void publish(AccountState state) {}

  /**
   * What the stage's cache holds is forgotten.
   *
   * <p>Does nothing until the data plane caches.
   */
  default void flushStageCache(Caller owner, String apiId, String stageName) {}

  /**
   * What the stage's authorizers decided is forgotten.
   *
   * <p>Does nothing until the data plane caches.
   */
  default void flushStageAuthorizersCache(Caller owner, String apiId, String stageName) {}

  /** The function is new, or its code, configuration or policy changed. */
  void publish(FunctionState state);

  /** The function is gone. */
  void withdrawFunction(Caller owner, String functionName);
}
