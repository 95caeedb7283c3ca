package dev.postern.execute;

/** One phase of a request. Configured at deployment; one instance serves all requests at once. */
@FunctionalInterface
public interface Phase {
  /**
   * Does this phase's work; never blocks: what takes waiting is answered as {@link Step.Waits}.
   *
   * @throws dev.postern.aws.error.GatewayException to refuse the request
   */
  Step apply(Exchange exchange);

  /** For the log: {@code BuildIntegrationRequest} and the like. */
  default String name() {
    return getClass().getSimpleName();
  }
}
