package dev.postern.control;

import dev.postern.aws.Caller;
import dev.postern.control.state.AccountState;
import dev.postern.control.state.FunctionState;
import dev.postern.control.state.RestApiState;

/**
 * Passes changes from the control plane to the data plane. Calls return when requests see the
 * change.
 *
 * <p>A new value is published inside the store's atomic section, just before it replaces the old
 * one. So calls for one aggregate arrive in the order of its changes, and a value that the
 * publisher refuses is never stored. An implementation must not change the store. Safe from any
 * thread.
 */
public interface Publisher {
  /**
   * Publishes an API that is new or whose stages, deployments or endpoint settings changed.
   *
   * @throws dev.postern.aws.error.AwsException if AWS refuses to deploy the content; nothing is
   *     published then
   */
  void publish(RestApiState state);

  /** Removes a deleted API. */
  void withdrawRestApi(Caller owner, String apiId);

  /**
   * Publishes the resources of an account that are not part of an API: API keys, usage plans,
   * client certificates, VPC links, custom domain names with their mappings and access
   * associations.
   */
  default void publish(AccountState state) {}

  /** Clears the response cache of the stage and its canary. */
  default void flushStageCache(Caller owner, String apiId, String stageName) {}

  /** Clears the cached decisions of the stage's authorizers. */
  default void flushStageAuthorizersCache(Caller owner, String apiId, String stageName) {}

  /** Publishes a function that is new or whose code, configuration or policy changed. */
  void publish(FunctionState state);

  /** Removes a deleted function. */
  void withdrawFunction(Caller owner, String functionName);
}
