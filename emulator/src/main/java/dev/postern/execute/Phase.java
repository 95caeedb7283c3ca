package dev.postern.execute;

/** One phase of a request. Configured at deployment; one instance serves all requests at once. */
@FunctionalInterface
public interface Phase {
  /**
   * Runs this phase. Never blocks: a phase that has to wait returns {@link Step.Waits}.
   *
   * @throws dev.postern.aws.error.GatewayException to refuse the request
   */
  Step apply(Exchange exchange);

  /** Returns the name for the log, such as {@code BuildIntegrationRequest}. */
  default String name() {
    return getClass().getSimpleName();
  }
}
